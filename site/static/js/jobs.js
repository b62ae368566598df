// Keeps the progress of background work up to date. Without it the page shows how far the work was when it was opened.
(() => {
  "use strict";
  const SECONDS = 2;
  const PATIENCE = 60; // seconds between looks when the site does not answer

  const unfinished = () => document.querySelector('[data-job="unfinished"]') !== null;

  const replace = (old, fresh) => {
    if (old.isEqualNode(fresh)) return;
    const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
    old.replaceWith(fresh);
    if (focused) (document.getElementById(focused) || fresh).focus();
  };

  const look = async () => {
    const answer = await fetch(window.location.href, { credentials: "same-origin", redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const old of document.querySelectorAll('[data-job="unfinished"]')) {
      const fresh = page.getElementById(old.id);
      if (fresh) replace(old, fresh);
    }
  };

  const goOn = async (wait) => {
    await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    if (!unfinished()) return;
    let next = SECONDS;
    if (!document.hidden) {
      try {
        await look();
      } catch {
        next = Math.min(wait * 2, PATIENCE);
        for (const lost of document.querySelectorAll("[data-job-lost]")) lost.hidden = false; // the next answer hides it
      }
    }
    goOn(next);
  };

  goOn(SECONDS);
})();

// Card mode without waiting: the next card shows at once, and what was decided is posted behind it, one post after the
// other. Everything here presses the page's own buttons; when a post is answered with something else (the login, an
// error), the form is sent the plain way. When it is not answered at all, its card comes back, and so do those behind it.
(() => {
  "use strict";

  const deal = document.querySelector("[data-deal]");
  const hand = deal && deal.querySelector("[data-hand]");
  const undo = deal && deal.querySelector("[data-undo]");
  if (!deal) return;

  const REFILL_BELOW = 8;
  const PATIENCE = 30_000; // milliseconds for one answer
  const AGAIN = 3_000; // until it is asked once more for cards
  const LOST = { status: 0 };
  const known = new Map(); // each card's number, and its place
  const undos = undo && undo.getAttribute("action") ? [[undo.getAttribute("action"), ""]] : [];
  let pending = 0;
  let stopped = false;
  let dry = false; // nothing more to take
  let losses = 0; // how often a post was not answered
  let line = Promise.resolve();

  const find = (name, within = deal) => within.querySelector(`[data-${name}]`);
  const count = (name, change) => {
    const number = find(name);
    number.textContent = Math.max(0, Number(number.textContent) + change);
  };
  const say = (text, page) => {
    const said = find("said");
    said.textContent = text;
    if (!page) return;
    const link = document.createElement("a");
    link.href = page;
    link.textContent = "→";
    link.setAttribute("aria-label", text);
    said.append(" ", link);
  };
  const cards = () => (hand ? [...hand.children] : []);
  const current = () => cards()[0];
  const made = (html) => new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
  const focus = () => {
    const card = current();
    if (card) card.querySelector("h2").focus({ preventScroll: true });
  };

  // One post after the other, so that an undo never overtakes what it undoes.
  const post = (form, fields, plainly) => {
    const action = form.getAttribute("action");
    const body = new FormData(form);
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const before = losses;
    pending += 1;
    const answer = line.then(async () => {
      if (stopped) return null;
      if (losses > before) return LOST; // what was pressed after it, without knowing
      try {
        const response = await fetch(action, {
          method: "POST",
          body,
          headers: { Accept: "application/json" },
          credentials: "same-origin",
          redirect: "manual", // to the login, for instance: that is for the page to show
          signal: AbortSignal.timeout(PATIENCE),
        }).catch(() => null);
        if (!response) {
          losses += 1;
          say(deal.dataset.lost);
          return LOST;
        }
        if (![200, 409, 422].includes(response.status)) throw new Error(String(response.status));
        return { status: response.status, ...(await response.json()) };
      } catch {
        stopped = true;
        pending = 0;
        say(deal.dataset.lost);
        plainly(form, action, fields);
        return null;
      } finally {
        pending = Math.max(0, pending - 1);
      }
    });
    line = answer.catch(() => null);
    return answer;
  };

  const plainly = (form, action, fields) => {
    if (!form.isConnected) {
      form.hidden = true;
      document.body.append(form);
    }
    form.setAttribute("action", action);
    for (const [name, value] of Object.entries(fields)) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      field.value = value;
      form.append(field);
    }
    form.submit();
  };

  const remember = (url, text) => {
    if (!undo) return;
    if (url) undos.push([url, text]);
    const last = undos[undos.length - 1];
    undo.hidden = !last;
    if (!last) return;
    undo.setAttribute("action", last[0]);
    if (url || last[1]) find("last").textContent = last[1];
  };

  const next = () => {
    if (!current() || cards().length < REFILL_BELOW) refill();
    focus();
  };

  let refilling = false;
  const refill = async () => {
    if (refilling || dry) {
      if (dry && !current()) leaveWhenDone();
      return;
    }
    refilling = true;
    const answer = await post(find("take"), {}, plainly);
    refilling = false;
    if (answer === LOST && !current()) setTimeout(refill, AGAIN);
    if (!answer || answer === LOST) return;
    const fresh = answer.cards.map(made).filter((card) => !known.has(card.dataset.card));
    dry = fresh.length === 0;
    const wasEmpty = !current();
    fresh.forEach(add);
    if (!current()) leaveWhenDone();
    else if (wasEmpty) focus();
  };

  // What the server says of an empty hand: whether others wait, or everything is done.
  const leaveWhenDone = () => line.then(() => !stopped && !current() && location.assign(location.pathname + location.search));

  const know = (card) => known.has(card.dataset.card) || known.set(card.dataset.card, known.size);

  const add = (card) => {
    know(card);
    hand.append(card);
    find("left").textContent = cards().length;
  };

  const away = (card) => {
    card.remove();
    find("left").textContent = cards().length;
  };

  const back = (card) => {
    hand.prepend(card);
    find("left").textContent = cards().length;
    focus();
  };

  // Where it stood, although those after it may have come back before.
  const backInPlace = (card) => {
    const place = known.get(card.dataset.card);
    hand.insertBefore(card, cards().find((other) => known.get(other.dataset.card) > place) || null);
    find("left").textContent = cards().length;
    focus();
  };

  const decide = async (form, decision) => {
    const card = form.closest("[data-card]");
    away(card);
    count("done", 1);
    count("waiting", -1);
    const answer = post(form, { decision }, plainly);
    next();
    const said = await answer;
    if (!said) return;
    if (said === LOST) {
      count("done", -1);
      count("waiting", 1);
      backInPlace(card);
      return;
    }
    say(said.said, said.page);
    if (said.status === 200) remember(said.undo, said.said);
    else count("done", -1);
    if (said.status === 422) {
      count("waiting", 1);
      back(card);
    }
  };

  const skip = async (form) => {
    const card = form.closest("[data-card]");
    away(card);
    const answer = post(form, {}, plainly);
    next();
    if ((await answer) === LOST) backInPlace(card);
  };

  let undoing = false;
  const takeBack = async () => {
    if (undoing) return;
    undoing = true;
    const before = losses;
    await line; // the decision that was made last may still be on its way
    const said = undos.length && losses === before ? await post(undo, {}, plainly) : null;
    undoing = false;
    if (!said || said === LOST) return;
    undos.pop();
    remember();
    say(said.said, said.page);
    if (said.status !== 200) return;
    count("done", -1);
    count("waiting", 1);
    if (!said.card) return;
    if (!hand) return location.assign(location.pathname);
    const card = made(said.card);
    know(card);
    hand.querySelectorAll(`[data-card="${card.dataset.card}"]`).forEach((old) => old.remove());
    back(card);
  };

  deal.addEventListener("submit", (event) => {
    const form = event.target;
    if (stopped) return;
    if (form.matches("[data-decide]") && event.submitter && event.submitter.name === "decision") {
      event.preventDefault();
      decide(form, event.submitter.value);
    } else if (form.matches("[data-decide]")) {
      event.preventDefault(); // Enter in the note decides nothing
    } else if (form.matches("[data-skip]")) {
      event.preventDefault();
      skip(form);
    } else if (form.matches("[data-undo]")) {
      event.preventDefault();
      takeBack();
    } else if (pending) {
      event.preventDefault();
      line.then(() => form.submit());
    }
  });

  // A link waits for what is still on its way.
  deal.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || !pending || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    line.then(() => location.assign(link.href));
  });
  window.addEventListener("beforeunload", (event) => {
    if (pending && !stopped) event.preventDefault();
  });

  // Single letters press the button that shows them; not while somebody types, not while a key is held down.
  const types = (element) =>
    element.isContentEditable || element.matches("textarea, select, input:not([type=checkbox]):not([type=radio])");

  const press = (event) => {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.isComposing || types(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (document.querySelector("dialog[open], [role=dialog]:not([aria-hidden=true])")) return;
    const key = event.key.toLowerCase();
    if (!/^[a-z?]$/.test(key)) return;
    const within = current() ? [current(), deal] : [deal];
    const button = within.map((part) => part.querySelector(`[data-key="${key}"]`)).find(Boolean);
    if (!button || button.closest("[hidden]")) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // "?" is also Wagtail's own
    button.click();
    const why = key === "w" && button.closest("details").querySelector("select");
    if (why) why.focus();
  };

  cards().forEach(know);
  if (deal.dataset.keys === "on") window.addEventListener("keydown", press, true);
  if (hand && cards().length < REFILL_BELOW) refill();
})();

// Lets Wagtail's admin live under a content security policy that allows no inline script and no inline style.
// Loaded first, in the head: see `config/inline_scripts.py` and `signatures/wagtail_hooks.py`.
(() => {
  "use strict";

  // 1. What Wagtail starts by inline script arrives as data: a name we know and JSON, or it is left alone.
  const KNOWN = /^(init(Date|Time|DateTime)Chooser|createTaskChooser|([A-Z]\w*)?Chooser|InlinePanel|MultipleChooserPanel)$/;
  const CALL = /^(?:\(function\(\)\s*\{\s*var panel =\s*)?(new\s+)?(\w+)\(([\s\S]*?)\);?(?:\s*\}\)\(\);)?$/;
  const PARSED = /^JSON\.parse\(("[^"]*")\)$/;

  const argumentsOf = (text) => {
    const parsed = PARSED.exec(text);
    return parsed ? [JSON.parse(JSON.parse(parsed[1]))] : JSON.parse(`[${text}]`);
  };

  const start = (script) => {
    if (!("start" in script.dataset)) return;
    const call = CALL.exec(script.textContent.trim());
    if (!call || !KNOWN.test(call[2]) || typeof window[call[2]] !== "function") return;
    delete script.dataset.start;
    const [, isNew, name, given] = call;
    if (isNew) new window[name](...argumentsOf(given));
    else window[name](...argumentsOf(given));
  };

  const startAll = (within) => within.querySelectorAll("script[data-start]").forEach(start);

  const watch = () => {
    startAll(document);
    // Dialogs, new rows of a panel and filtered lists bring more of them later.
    new MutationObserver((changes) => {
      for (const change of changes) {
        for (const node of change.addedNodes) {
          if (node.nodeType !== Node.ELEMENT_NODE) continue;
          if (node.matches("script[data-start]")) start(node);
          else startAll(node);
        }
      }
    }).observe(document.documentElement, { childList: true, subtree: true });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", watch);
  else watch();

  // 2. The text editor and the tooltips write <style> elements. They get an element that is none, and what is written
  // into it becomes a constructed style sheet, which the policy allows to scripts that it trusts.
  const STYLE = "admin-style";
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const create = document.createElement.bind(document);
  const gather = () => sheet.replaceSync([...document.querySelectorAll(STYLE)].map((each) => each.textContent).join("\n"));

  customElements.define(
    STYLE,
    class extends HTMLElement {
      connectedCallback() {
        this.hidden = true;
        this.watcher = new MutationObserver(gather);
        this.watcher.observe(this, { childList: true, characterData: true, subtree: true });
        gather();
      }

      disconnectedCallback() {
        this.watcher.disconnect();
        gather();
      }
    },
  );

  document.createElement = (name, options) =>
    create(String(name).toLowerCase() === "style" ? STYLE : name, options);
})();

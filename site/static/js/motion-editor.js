// Counts a motion's words in the page editor while they are typed, for each kind of branch. Warns, refuses nothing.
import { countWords } from "./word-count.js";

const STREAMS = ["preamble", "government", "resolve"];
const panel = document.querySelector("[data-motion-count]");
if (panel) start(panel);

function start(panel) {
  const form = panel.closest("form");
  const limit = Number(panel.dataset.limit);
  const wordsOf = JSON.parse(document.getElementById("motion-words").textContent);
  const announced = panel.querySelector("[data-announced]");
  let waiting;
  let said = "";

  const fill = (text, words) => text.replace(/\{([^{}]*)\}/gu, (typed, name) => words[name.toLowerCase()] ?? typed);
  const value = (name) => form.elements[name]?.value ?? "";

  const texts = () => STREAMS.flatMap((stream) => {
    const points = [...form.querySelectorAll(`textarea[name^="${stream}-"][name$="-value-text"]`)]
      .filter((field) => value(field.name.replace(/-value-text$/, "-deleted")) !== "1")
      .map((field) => field.value.trim())
      .filter(Boolean);
    return points.length ? [value(`${stream}_lead`), ...points] : [];
  });

  const show = () => {
    const title = countWords(value("motion_title"));
    const given = texts();
    let worst = null;
    for (const block of panel.querySelectorAll("[data-variant]")) {
      const words = wordsOf[block.dataset.variant];
      const count = given.reduce((sum, text) => sum + countWords(fill(text, words)), 0);
      const tooLong = count > limit;
      block.querySelector("[data-title-words]").textContent = title;
      block.querySelector("[data-text-words]").textContent = count;
      const warning = block.querySelector("[data-too-long]");
      warning.hidden = !tooLong;
      block.classList.toggle("help-warning", tooLong);
      block.classList.toggle("help-info", !tooLong);
      if (tooLong) worst = warning.textContent;
    }
    // Said once when the limit is crossed, not at every key.
    if ((worst ?? "") !== said) announced.textContent = said = worst ?? "";
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 150);
  };

  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  // Points come and go without an event of their own.
  for (const stream of STREAMS) {
    const field = form.querySelector(`[data-contentpath="${stream}"]`);
    if (field) new MutationObserver(soon).observe(field, { childList: true, subtree: true });
  }
  show();
}

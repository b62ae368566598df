// The motion works without this. It helps: a branch's name is put in as it is typed, on this device alone, the words
// are counted again, and the text is one press away from the clipboard or the printer.
import { countWords } from "./word-count.js";

const KEPT = "branch";
const motion = document.querySelector("[data-motion]");
if (motion) start(motion);

function start(motion) {
  const field = motion.querySelector("#branch-name");
  const plain = motion.querySelector("[data-motion-text]");
  const blank = motion.querySelector("[data-blank]");
  const said = motion.querySelector("[data-said]");
  const slots = (name) => [...motion.querySelectorAll(`[data-slot="${name}"]`)];
  const standIns = new Map([...slots("body"), ...slots("branch"), blank].map((each) => [each, [...each.childNodes]]));

  const show = () => {
    const name = field.value.trim().replace(/\s+/gu, " ");
    for (const [place, standIn] of standIns) place.replaceChildren(...(name ? [name] : standIn));
    blank.classList.toggle("paper-blank--filled", Boolean(name));
    const counted = [...motion.querySelectorAll("[data-counted]")];
    const words = counted.reduce((sum, each) => sum + countWords(each.textContent), 0);
    for (const place of slots("count")) place.textContent = words;
    const stamp = motion.querySelector(".paper-stamp");
    stamp.classList.toggle("paper-stamp--over", words > Number(stamp.dataset.limit));
    keep(name);
  };

  // Only for this tab, so that it outlives the step from one kind of branch to the other.
  const keep = (name) => { try { sessionStorage.setItem(KEPT, name); } catch { /* refused: then not */ } };
  try { field.value = sessionStorage.getItem(KEPT) ?? ""; } catch { /* refused: then empty */ }

  motion.querySelector("[data-name]").hidden = false;
  field.addEventListener("input", show);
  if (field.value) show();

  const print = motion.querySelector("[data-print]");
  print.parentElement.hidden = false;
  print.addEventListener("click", () => window.print());

  const copy = motion.querySelector("[data-copy-motion]");
  if (!navigator.clipboard) return;
  copy.parentElement.hidden = false;
  const label = copy.textContent;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(plain.textContent.trim());
    copy.textContent = said.textContent = copy.dataset.done;
    setTimeout(() => { copy.textContent = label; said.textContent = ""; }, 3000);
  });
}

// Ticking rows: all of the page at once, how many are ticked, and the bar that acts on them only while there are some.
(() => {
  "use strict";
  const bar = document.querySelector("[data-ticked]");
  const all = document.querySelector("[data-tick-all]");
  if (!bar || !all) return;
  const boxes = [...document.querySelectorAll('input[name="tick"]')];
  const whole = all.querySelector("input");
  const show = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    bar.hidden = ticked === 0;
    bar.querySelector("[data-count]").textContent = `${ticked} / ${boxes.length}.`;
    whole.checked = ticked === boxes.length;
    whole.indeterminate = ticked > 0 && ticked < boxes.length;
  };
  let last = null;
  document.addEventListener("click", (event) => {
    const place = boxes.indexOf(event.target);
    if (place < 0) return;
    if (event.shiftKey && last !== null) {
      const [from, to] = [Math.min(last, place), Math.max(last, place)];
      boxes.slice(from, to + 1).forEach((box) => (box.checked = event.target.checked));
    }
    last = place;
    show();
  });
  whole.addEventListener("change", () => {
    boxes.forEach((box) => (box.checked = whole.checked));
    show();
  });
  window.addEventListener("pageshow", show); // a browser may bring ticks back
  all.hidden = boxes.length === 0;
  bar.classList.add("desk-ticked--sticks");
  show();
})();

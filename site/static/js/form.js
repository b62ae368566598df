// The form works without this. It helps: the first mistake has the focus, the name is shown as it will be printed,
// a likelier address is one press away, and a slow line says that something is happening.

const summary = document.getElementById("errors");
if (summary) summary.focus();

for (const button of document.querySelectorAll("[data-suggestion]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const field = document.getElementById(button.dataset.for);
    field.value = button.dataset.suggestion;
    field.focus();
    button.closest(".suggestion").hidden = true;
  });
}

for (const form of document.querySelectorAll("[data-form]")) {
  const printed = form.querySelector("[data-printed]");
  if (printed) showPrinted(form, printed);

  const button = form.querySelector("[data-sending]");
  const label = button?.textContent;
  form.addEventListener("submit", () => {
    button.textContent = button.dataset.sending;
    button.setAttribute("aria-disabled", "true");
  });
  window.addEventListener("pageshow", () => {
    if (!button) return;
    button.textContent = label;
    button.removeAttribute("aria-disabled");
  });
}

function showPrinted(form, printed) {
  const name = printed.querySelector(".printed-name bdi");
  const roles = printed.querySelector(".printed-roles bdi");
  const value = (field) => (form.elements[field]?.value ?? "").trim();

  const show = () => {
    const first = value("first_name");
    const last = value("last_name");
    const display = value("display");
    const initial = last ? `${[...last][0]}.` : "";
    if (display === "count_only") name.textContent = printed.dataset.countOnly;
    else name.textContent = [first || printed.dataset.first, display === "initial" ? initial : last].join(" ");
    roles.textContent = display === "count_only" ? "" : value("roles");
  };
  form.addEventListener("input", show);
}

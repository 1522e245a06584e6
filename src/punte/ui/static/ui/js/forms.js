// A form is sent once: a second submit is stopped and its button says it is busy. When the page
// comes back from the browser's memory, or htmx has its answer, the form works again.
const sent = new WeakSet();

function free(form) {
  sent.delete(form);
  for (const button of form.querySelectorAll("button[aria-busy]")) button.removeAttribute("aria-busy");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" && !form.hasAttribute("hx-post")) return;
  if (sent.has(form)) { event.preventDefault(); event.stopImmediatePropagation(); return; }
  sent.add(form);
  event.submitter?.setAttribute("aria-busy", "true");
}, { capture: true });

window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach(free));
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (form) free(form);
});

// After a refusal, start reading at what is wrong.
document.querySelector("[data-error-summary]")?.focus();

// A link of the error summary leads to a control, not merely to its place.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a");
  const control = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!control) return;
  event.preventDefault();
  (control.closest(".field") ?? control).scrollIntoView({ block: "center" });
  control.focus({ preventScroll: true });
});

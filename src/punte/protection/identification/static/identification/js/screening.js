// Says how far a screening has come: how many questions were asked, in all and in each part.
const form = document.querySelector("[data-screening]");

function asked(within) {
  return within.querySelectorAll(".answers input:checked:not([value='not_asked'])").length;
}

function count() {
  form.querySelector("[data-answered]").textContent = asked(form);
  for (const part of form.querySelectorAll("[data-part]")) {
    form.querySelector(`[data-answered-of="${part.dataset.part}"]`).textContent = asked(part);
  }
}

form?.addEventListener("change", count);
if (form) count();

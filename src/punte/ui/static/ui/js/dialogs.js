// Buttons with data-opens="id" open a <dialog>; data-closes closes the one around it.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  const closer = event.target.closest("[data-closes]");
  if (closer) closer.closest("dialog")?.close();
});

// A dialog whose form came back with errors opens again by itself.
function reopen() {
  const refused = document.querySelector("dialog:not(#cover):not([open]) [data-error-summary]");
  refused?.closest("dialog").showModal();
}
reopen();
document.addEventListener("htmx:afterSwap", reopen);

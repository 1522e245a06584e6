// The plan: printing, and a word when the server refuses what htmx sent.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

document.addEventListener("htmx:responseError", (event) => {
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  const text = (page.querySelector("main p") ?? page.querySelector("main"))?.textContent.trim();
  if (text) document.dispatchEvent(new CustomEvent("toast", { detail: { text } }));
});

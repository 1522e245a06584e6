// `/` goes to the search, `?` shows the keys; neither while one is typing.
const typing = (target) => target.closest?.("input, select, textarea, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "/") {
    const field = document.getElementById("global-search");
    if (field) { event.preventDefault(); field.focus(); field.select(); }
  } else if (event.key === "?") {
    event.preventDefault();
    document.getElementById("keys-help")?.showModal();
  }
});

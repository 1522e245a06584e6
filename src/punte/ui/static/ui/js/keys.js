// `/` goes to the search, `?` shows the keys, `j` and `k` walk down and up the rows of a table;
// none of them while one is typing.
const typing = (target) => target.closest?.("input, select, textarea, [contenteditable]");

function walk(step) {
  const links = [...document.querySelectorAll(".table tbody tr")].map((row) => row.querySelector("a[href]")).filter(Boolean);
  const row = document.activeElement?.closest("tr");
  const at = links.findIndex((link) => link.closest("tr") === row);
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step;
  links[next]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "/") {
    const field = document.getElementById("global-search");
    if (field) { event.preventDefault(); field.focus(); field.select(); }
  } else if (event.key === "j" || event.key === "k") {
    walk(event.key === "j" ? 1 : -1);
  } else if (event.key === "?") {
    event.preventDefault();
    document.getElementById("keys-help")?.showModal();
  }
});

// Column choice, remembered per table: the browser keeps names of columns, never what is in them.
const key = (box) => `columns:${box.dataset.table}`;

function read(box) {
  try { return JSON.parse(localStorage.getItem(key(box))) ?? null; } catch { return null; }
}

function show(box, name, shown) {
  for (const cell of box.querySelectorAll(`:is(th, td)[data-column="${CSS.escape(name)}"]`)) cell.hidden = !shown;
}

function restore() {
  for (const box of document.querySelectorAll("[data-table]")) {
    const hidden = read(box);
    if (!Array.isArray(hidden)) continue;
    for (const choice of box.querySelectorAll("input[data-column]")) {
      choice.checked = !hidden.includes(choice.dataset.column);
      show(box, choice.dataset.column, choice.checked);
    }
  }
}

document.addEventListener("change", (event) => {
  const choice = event.target.closest("input[data-column]");
  const box = choice?.closest("[data-table]");
  if (!box) return;
  show(box, choice.dataset.column, choice.checked);
  const hidden = [...box.querySelectorAll("input[data-column]:not(:checked)")].map((one) => one.dataset.column);
  try { localStorage.setItem(key(box), JSON.stringify(hidden)); } catch { /* the choice lasts for this page */ }
});

restore();
document.addEventListener("htmx:afterSettle", restore);

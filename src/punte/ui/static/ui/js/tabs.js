// A row of tabs that is wider than the window shows the one that is open.
for (const tab of document.querySelectorAll('.tabs [aria-current="page"]')) {
  const row = tab.closest("ul");
  row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
}

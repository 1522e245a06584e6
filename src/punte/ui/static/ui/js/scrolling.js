// A table wider than its place can be reached and moved by keyboard, for as long as it is wider.
const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) reach(target.closest(".table-scroll"));
});

function reach(place) {
  if (place.scrollWidth > place.clientWidth) place.tabIndex = 0;
  else place.removeAttribute("tabindex");
}

function watch() {
  for (const place of document.querySelectorAll(".table-scroll")) {
    observer.observe(place);
    observer.observe(place.firstElementChild);
  }
}

watch();
document.addEventListener("htmx:afterSettle", watch);

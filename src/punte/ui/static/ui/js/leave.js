// Leave quickly: Escape three times within 1.5 s, or the button. The page is emptied first, so that
// nothing stays on the screen while the harmless page loads, and is replaced in the history.
const WITHIN = 1500;
let presses = [];

function leave() {
  const url = document.body.dataset.leaveUrl;
  document.title = "…";
  document.body.replaceChildren();
  window.location.replace(url);
}

window.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") { presses = []; return; }
  if (event.repeat) return;
  presses = [...presses.filter((at) => event.timeStamp - at < WITHIN), event.timeStamp];
  if (presses.length >= 3) { event.preventDefault(); leave(); }
}, { capture: true });

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-leave]")) leave();
});

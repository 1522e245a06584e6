// The page of a chart: buttons, keys, and which of the two views is shown.
import page from "./data.js";
import { onChange, state, visible } from "./state.js";
import { currentNode, fit, goTo, layOut, scene, start, step } from "./canvas.js";
import { acts, expand, remove, toggle } from "./acts.js";
import "./table.js";
import "./side.js";
import { sayCount } from "./bars.js";
import { openExport, openSave } from "./keep.js";

const byId = (id) => document.getElementById(id);
const canvas = byId("chart-canvas");

function view() {
  const tables = byId("chart-tables").hidden;
  byId("chart-tables").hidden = !tables;
  canvas.hidden = tables;
  byId("chart-keys").hidden = tables;
  byId("chart-view").setAttribute("aria-pressed", String(tables));
  if (!tables) { scene().resize(); fit(); }
}

const all = { ...acts, view, save: openSave, export: openExport };
document.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-act]");
  if (pressed) all[pressed.dataset.act]?.();
});
byId("chart-layout").addEventListener("change", (event) => { if (event.target.value) layOut(event.target.value); event.target.value = ""; });

const zoom = (by) => scene().zoom({ level: scene().zoom() * by, renderedPosition: { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 } });
const KEYS = {
  ArrowLeft: () => step(-1, 0), ArrowRight: () => step(1, 0), ArrowUp: () => step(0, -1), ArrowDown: () => step(0, 1),
  " ": () => toggle(currentNode()), Enter: () => expand(currentNode()), Delete: () => remove(currentNode()),
  "+": () => zoom(1.25), "-": () => zoom(0.8), 0: fit,
};
canvas.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "z") { event.preventDefault(); acts.undo(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});
canvas.addEventListener("focus", () => { if (!currentNode()) { const [first] = visible().nodes.keys(); if (first) goTo(first); } });

const showEmpty = () => { byId("chart-empty").hidden = state.nodes.size > 0; };
onChange(showEmpty);

await start(page.placed);
showEmpty();
sayCount();
document.body.dataset.chart = state.nodes.size ? "ready" : "empty";

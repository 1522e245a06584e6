// The same chart as two tables, with the same acts as buttons.
import page, { dayWords, kind, make, words } from "./data.js";
import { onChange, state, visible } from "./state.js";
import { expand, hide, remove, toggle } from "./acts.js";

const nodesBody = document.getElementById("chart-nodes");
const edgesBody = document.getElementById("chart-edges");
const heads = (body) => [...body.closest("table").querySelectorAll("thead th")].map((head) => head.textContent);
const NODE_HEADS = heads(nodesBody);
const EDGE_HEADS = heads(edgesBody);
const NOBODY = "00000000-0000-0000-0000-000000000000";
const acts = { toggle, expand, hide, remove };

function button(act, id, text, name, pressed) {
  const one = make("button", { type: "button", className: "linklike", data: { do: act, id } }, text, make("span", { className: "visually-hidden" }, `: ${name}`));
  if (pressed !== undefined) one.setAttribute("aria-pressed", pressed);
  return one;
}

const cell = (label, ...inside) => make("td", { data: { label } }, ...inside.map((one) => one ?? ""));

function nodeRow(node) {
  const head = make("th", { scope: "row" }, make("a", { href: page.entity_url.replace(NOBODY, node.id) }, node.caption));
  const does = make("div", { className: "row" },
    button("toggle", node.id, words.select, node.caption, state.chosen.has(node.id)),
    button("expand", node.id, words.expand, node.caption),
    button("hide", node.id, words.hide, node.caption),
    button("remove", node.id, words.remove, node.caption));
  const number = cell(NODE_HEADS[3], node.here);
  number.className = "number";
  return make("tr", {}, head, cell(NODE_HEADS[1], kind(node.schema)), cell(NODE_HEADS[2], state.groups.get(node.parent) ?? "—"), number, cell(NODE_HEADS[4], node.grade), cell(NODE_HEADS[5], node.handling), cell(NODE_HEADS[6], does));
}

function edgeRow(edge, nodes) {
  const number = cell(EDGE_HEADS[3], edge.count);
  number.className = "number";
  return make("tr", {}, make("th", { scope: "row" }, nodes.get(edge.source).caption), cell(EDGE_HEADS[1], nodes.get(edge.target).caption), cell(EDGE_HEADS[2], kind(edge.schema)), number, cell(EDGE_HEADS[4], dayWords(edge.first)), cell(EDGE_HEADS[5], dayWords(edge.last)), cell(EDGE_HEADS[6], edge.grade), cell(EDGE_HEADS[7], edge.handling));
}

// Who works in the table stays at the same button, or at the one that took its place.
function draw() {
  const at = document.activeElement?.closest("#chart-nodes [data-do]");
  const row = at ? [...nodesBody.rows].indexOf(at.closest("tr")) : -1;
  const { nodes, edges } = visible();
  const sorted = [...nodes.values()].sort((a, b) => b.here - a.here || a.caption.localeCompare(b.caption));
  nodesBody.replaceChildren(...sorted.map(nodeRow));
  edgesBody.replaceChildren(...edges.sort((a, b) => b.count - a.count).map((edge) => edgeRow(edge, nodes)));
  if (!at) return;
  const same = [...nodesBody.querySelectorAll(`[data-do="${at.dataset.do}"]`)];
  (same.find((one) => one.dataset.id === at.dataset.id) ?? same[Math.min(row, same.length - 1)])?.focus();
}

nodesBody.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-do]");
  if (pressed) acts[pressed.dataset.do](pressed.dataset.id);
});

onChange(draw);
draw();

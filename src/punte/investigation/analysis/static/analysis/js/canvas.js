// The drawing: cytoscape shows what the state holds, and says back what was dragged and chosen.
import { fill, kind, say, schemata, urls, words } from "./data.js";
import { change, look, onChange, state, visible } from "./state.js";

const box = document.getElementById("chart-canvas");
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const icons = new Map();
const MANY = 40;
const MOST_NAMED = 6;
const MOST_MAIN = 6;
let cy = null;
let current = null;
let marked = { ids: [], pairs: [] };

async function loadIcons() {
  const sprite = new DOMParser().parseFromString(await (await fetch(urls.icons)).text(), "image/svg+xml");
  const colour = token("--link");
  for (const { icon } of Object.values(schemata)) {
    const symbol = sprite.getElementById(icon);
    if (!symbol || icons.has(icon)) continue;
    const drawn = `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 24 24" fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${symbol.innerHTML}</svg>`;
    icons.set(icon, `data:image/svg+xml;utf8,${encodeURIComponent(drawn)}`);
  }
}

function style() {
  const font = token("--font");
  return [
    { selector: "node", style: { label: "data(label)", "font-family": font, "font-size": 13, "min-zoomed-font-size": 5, color: token("--ink"), "text-valign": "bottom", "text-margin-y": 4, "text-wrap": "wrap", "text-max-width": 120, "text-background-color": token("--paper"), "text-background-opacity": 0.8, "text-background-padding": 1, width: 40, height: 40, shape: "round-rectangle", "background-color": token("--info-bg"), "border-width": 1.5, "border-color": token("--line-strong") } },
    { selector: "node[icon]", style: { "background-image": "data(icon)", "background-width": 24, "background-height": 24 } },
    { selector: "node[handling > 'H0']", style: { "border-style": "dashed", "border-color": token("--special"), "border-width": 2.5 } },
    { selector: "node.chosen", style: { "border-color": token("--accent"), "border-width": 5, "border-style": "solid" } },
    { selector: "node.current", style: { "underlay-color": token("--focus"), "underlay-opacity": 0.35, "underlay-padding": 8 } },
    { selector: ":parent", style: { shape: "round-rectangle", "background-color": token("--plain-bg"), "background-opacity": 0.6, "border-color": token("--line-strong"), "text-valign": "top", "font-weight": 600, padding: 18 } },
    { selector: "edge", style: { label: "data(label)", "font-family": font, "font-size": 11, color: token("--ink-2"), "text-wrap": "wrap", "text-rotation": "autorotate", "min-zoomed-font-size": 7, "text-background-color": token("--paper"), "text-background-opacity": 0.85, "text-background-padding": 2, width: "data(width)", "line-color": token("--line-strong"), "target-arrow-color": token("--line-strong"), "target-arrow-shape": "triangle", "arrow-scale": 0.9, "curve-style": "bezier", "control-point-step-size": 60 } },
    // Among many lines the words come when one is near enough to read them.
    { selector: "edge.many", style: { "min-zoomed-font-size": 13 } },
    { selector: "edge[handling > 'H0']", style: { "line-style": "dashed", "line-color": token("--special"), "target-arrow-color": token("--special") } },
    { selector: "edge.named, edge.told", style: { label: "data(full)", "min-zoomed-font-size": 0 } },
    { selector: "edge.near", style: { "line-color": token("--accent"), "target-arrow-color": token("--accent"), "z-index": 8 } },
    { selector: "edge.named", style: { "font-size": readable, "text-rotation": "none", color: token("--ink") } },
    { selector: "node.main", style: { label: "data(caption)" } },
    { selector: "node.named", style: { label: "data(label)" } },
    { selector: "node.main, node.named", style: { "font-size": readable, "min-zoomed-font-size": 0, "text-max-width": 400, "z-index": 9 } },
    { selector: "node.path", style: { "background-color": token("--warning-bg"), "border-color": token("--warning-edge") } },
    { selector: "edge.path", style: { "line-color": token("--warning-edge"), "target-arrow-color": token("--warning-edge"), "z-index": 9 } },
  ];
}

// Letters that one can read however far the chart is zoomed out.
function readable() { return Math.max(12, 12 / cy.zoom()); }

// What is pointed at or stood on is named with its lines and whom they lead to; of very many the
// words would cover each other, and the lines alone stand out.
function near(element) {
  cy.elements().removeClass("near named");
  if (!element || element.empty() || (element.isNode() && element.isParent())) return;
  const lines = element.isNode() ? element.connectedEdges() : element;
  lines.addClass("near");
  if (lines.length <= MOST_NAMED) lines.connectedNodes().union(lines).addClass("named");
  element.addClass("named");
}

const nodeData = (node) => ({ id: node.id, parent: node.parent || undefined, caption: node.caption, label: `${node.caption}\n${node.grade} ${node.handling}`, handling: node.handling, ...(icons.has(schemata[node.schema]?.icon) && { icon: icons.get(schemata[node.schema].icon) }) });
const lineWords = (edge) => `${kind(edge.schema)}${edge.count > 1 ? ` × ${edge.count}` : ""}`;
const edgeData = (edge) => ({ id: edge.id, source: edge.source, target: edge.target, handling: edge.handling, width: 1 + Math.log2(edge.count), label: lineWords(edge), full: `${lineWords(edge)}\n${edge.grade} ${edge.handling}` });

// Of a large chart the most linked are named however small it is drawn.
function nameMain(nodes) {
  const best = nodes.size > MANY ? [...nodes.values()].sort((a, b) => b.here - a.here).slice(0, MOST_MAIN) : [];
  const main = new Set(best.filter((node) => node.here).map((node) => node.id));
  cy.nodes().forEach((one) => { one.toggleClass("main", main.has(one.id())); });
}

function sync() {
  const { nodes, edges } = visible();
  const boxes = new Set([...nodes.values()].map((node) => node.parent).filter(Boolean));
  const wanted = new Map([
    ...[...boxes].map((id) => [id, { group: "nodes", data: { id, label: state.groups.get(id) ?? "", handling: "H0" } }]),
    ...[...nodes].map(([id, node]) => [id, { group: "nodes", data: nodeData(node), position: { x: node.x, y: node.y } }]),
    ...edges.map((edge) => [edge.id, { group: "edges", data: edgeData(edge) }]),
  ]);
  cy.batch(() => {
    cy.nodes().filter((one) => (one.data("parent") ?? "") !== (wanted.get(one.id())?.data.parent ?? "")).remove();
    cy.elements().filter((one) => !wanted.has(one.id())).remove();
    for (const [id, element] of wanted) {
      const there = cy.getElementById(id);
      if (there.empty()) { cy.add(element); continue; }
      there.data(element.data);
      if (element.position) there.position(element.position);
    }
    cy.nodes().forEach((one) => { one.toggleClass("chosen", state.chosen.has(one.id())); one.toggleClass("current", one.id() === current); });
    cy.edges().toggleClass("many", edges.length > MANY);
    nameMain(nodes);
    showMarked();
  });
}

// Cytoscape's own layouts, and one of ours: left to right by the first link, a row for each kind.
function byTime() {
  const { nodes, edges } = visible();
  const first = new Map();
  for (const edge of edges) for (const end of [edge.source, edge.target]) if (edge.first && (!first.has(end) || edge.first < first.get(end))) first.set(end, edge.first);
  const order = [...new Set(first.values())].sort();
  const rows = [...new Set([...nodes.values()].map((node) => node.schema))].sort();
  const used = new Map();
  return ({ id }) => {
    const column = first.has(id) ? order.indexOf(first.get(id)) : -1;
    const row = rows.indexOf(nodes.get(id)?.schema);
    const key = `${column} ${row}`;
    used.set(key, (used.get(key) ?? 0) + 1);
    return { x: (column + 1) * 150, y: row * 220 + (used.get(key) - 1) * 62 };
  };
}

export function layOut(name, keep = true) {
  const spot = byTime();
  const leaves = cy.nodes().filter((one) => !one.isParent());
  const known = {
    cose: { name: "cose", animate: false, nodeDimensionsIncludeLabels: true, randomize: true, nodeRepulsion: () => (leaves.length > MANY ? 30000 : 9000), idealEdgeLength: () => (leaves.length > MANY ? 110 : 80), nodeOverlap: 20, componentSpacing: leaves.length > MANY ? 120 : 60 },
    concentric: { name: "concentric", animate: false, concentric: (node) => node.degree(false), levelWidth: () => 2, minNodeSpacing: 60 },
    breadthfirst: { name: "breadthfirst", animate: false, spacingFactor: 1.3, ...(state.chosen.size && { roots: [...state.chosen] }) },
    grid: { name: "grid", animate: false, avoidOverlapPadding: 60, nodeDimensionsIncludeLabels: true },
    time: { name: "preset", animate: false, positions: (node) => spot({ id: node.id() }) },
  };
  const moving = name === "time" ? leaves : cy.elements();
  moving.layout({ ...known[name], fit: false }).run();
  fit();
  const settle = () => { state.layout = name; leaves.forEach((one) => { const spotted = state.nodes.get(one.id()); if (spotted) Object.assign(spotted, one.position()); }); };
  if (keep) change(settle); else look(settle);
}

// All in sight, but a few entities not larger than life.
export function fit() {
  cy.fit(undefined, 40);
  if (cy.zoom() > 1.4) { cy.zoom(1.4); cy.center(); }
}

// What leaves the house says of each line what it is worth.
export async function picture(scale) {
  near(null);
  cy.edges().addClass("told");
  const drawn = await cy.png({ output: "blob-promise", full: true, scale, bg: token("--paper") });
  cy.edges().removeClass("told");
  return drawn;
}
export const scene = () => cy;

// What the last question found stands out, with the links between each pair, until the next one.
function showMarked() {
  cy.elements().removeClass("path");
  marked.ids.forEach((id) => cy.getElementById(id).addClass("path"));
  marked.pairs.forEach(([one, other]) => cy.getElementById(one).edgesWith(cy.getElementById(other)).addClass("path"));
}

export function mark(ids, pairs) {
  marked = { ids, pairs };
  showMarked();
}

// Zooms out when something that was just placed lies out of sight.
export function reveal(ids) {
  const seen = cy.extent();
  const out = (one) => one.x < seen.x1 || one.x > seen.x2 || one.y < seen.y1 || one.y > seen.y2;
  if (ids.some((id) => cy.getElementById(id).nonempty() && out(cy.getElementById(id).position()))) fit();
}

export const currentNode = () => (state.nodes.has(current) ? current : null);

export function goTo(id) {
  current = id;
  sync();
  const node = visible().nodes.get(id);
  if (!node) return;
  near(cy.getElementById(id));
  const seen = cy.extent();
  if (node.x < seen.x1 || node.x > seen.x2 || node.y < seen.y1 || node.y > seen.y2) cy.center(cy.getElementById(id));
  say(fill(words.node, { name: node.caption, kind: kind(node.schema), links: node.here, grade: node.grade, code: node.handling }));
}

// The nearest entity on that side: within a quarter turn, or else the nearest that lies that way.
export function step(dx, dy) {
  const { nodes } = visible();
  const at = nodes.get(current);
  if (!at) { const [first] = nodes.keys(); if (first) goTo(first); return; }
  let best = null;
  for (const node of nodes.values()) {
    const ahead = (node.x - at.x) * dx + (node.y - at.y) * dy;
    const aside = Math.abs((node.x - at.x) * dy) + Math.abs((node.y - at.y) * dx);
    if (node.id === current || ahead <= 0) continue;
    const cost = ahead + aside * (aside > ahead ? 4 : 1.5);
    if (!best || cost < best.cost) best = { id: node.id, cost };
  }
  if (best) goTo(best.id);
}

export async function start(placed) {
  await loadIcons().catch(() => undefined);
  cy = window.cytoscape({ container: box, style: style(), minZoom: 0.05, maxZoom: 3, boxSelectionEnabled: true, selectionType: "additive" });
  sync();
  onChange(sync);
  cy.on("dragfree", "node", () => change(() => cy.nodes().forEach((one) => { const spot = state.nodes.get(one.id()); if (spot) Object.assign(spot, one.position()); })));
  cy.on("zoom", () => cy.elements(".main, .named").updateStyle());
  cy.on("mouseover", "node, edge", ({ target }) => near(target));
  cy.on("mouseout", "node, edge", () => near(cy.getElementById(current ?? "")));
  cy.on("tap", "node", ({ target }) => {
    cy.nodes().unselect();
    const ids = target.isParent() ? target.children().map((one) => one.id()) : [target.id()];
    look(() => ids.forEach((id) => (state.chosen.has(id) ? state.chosen.delete(id) : state.chosen.add(id))));
    if (!target.isParent()) goTo(target.id());
  });
  cy.on("boxend", () => setTimeout(() => {
    const ids = cy.nodes(":selected").map((one) => one.id()).filter((id) => state.nodes.has(id));
    cy.elements().unselect();
    if (ids.length) look(() => ids.forEach((id) => state.chosen.add(id)));
  }, 0));
  if (!placed) layOut("cose", false);
  fit();
}

// What is on the chart. Facts and edges are what the server told; the rest is what one did with
// it, can be undone, and is what saving keeps.
import page from "./data.js";

export const state = {
  facts: new Map(), edges: new Map(), nodes: new Map(), groups: new Map(),
  hidden: new Set(), chosen: new Set(), filters: {}, layout: "cose", dirty: false,
};
const past = [];
const listeners = [];
const MOST_UNDO = 60;

export const onChange = (listener) => listeners.push(listener);
export const tell = () => listeners.forEach((listener) => listener());

export function content() {
  return {
    nodes: [...state.nodes].map(([id, spot]) => ({ id, ...spot })),
    groups: [...state.groups].filter(([id]) => [...state.nodes.values()].some((spot) => spot.parent === id)).map(([id, name]) => ({ id, name })),
    hidden: [...state.hidden].filter((id) => state.nodes.has(id)),
    filters: state.filters,
    layout: state.layout,
  };
}

function restore(kept) {
  state.nodes = new Map(kept.nodes.map(({ id, x, y, parent }) => [id, { x, y, parent: parent ?? "" }]));
  state.groups = new Map(kept.groups.map(({ id, name }) => [id, name]));
  state.hidden = new Set(kept.hidden);
  state.filters = { links: [], things: [], source: "", info: "", handling: "", since: "", until: "", only: {}, ...kept.filters };
  state.layout = kept.layout;
  for (const id of state.chosen) if (!state.nodes.has(id)) state.chosen.delete(id);
}

// Every change goes through here, so that it can be undone.
export function change(act) {
  past.push(JSON.stringify(content()));
  if (past.length > MOST_UNDO) past.shift();
  act();
  state.dirty = true;
  tell();
}

export function undo() {
  if (!past.length) return false;
  restore(JSON.parse(past.pop()));
  state.dirty = true;
  tell();
  return true;
}

// Filters and what is chosen are looked at, not undone.
export function look(act) { act(); tell(); }

export function learn(graph) {
  for (const node of graph.nodes) state.facts.set(node.id, node);
  for (const edge of graph.edges) state.edges.set(edge.id, edge);
}

// New entities stand in a ring around what they came from.
export function place(ids, around) {
  const fresh = ids.filter((id) => state.facts.has(id) && !state.nodes.has(id));
  const middle = state.nodes.get(around) ?? { x: 0, y: 0 };
  const radius = Math.max(140, fresh.length * 14);
  fresh.forEach((id, at) => {
    const angle = (2 * Math.PI * at) / fresh.length - Math.PI / 2;
    state.nodes.set(id, { x: middle.x + radius * Math.cos(angle), y: middle.y + radius * Math.sin(angle), parent: "" });
  });
  for (const id of ids) state.hidden.delete(id);
  return fresh;
}

const good = ({ source, info, handling }, grade, code) =>
  (!source || grade[0] <= source) && (!info || grade[1] <= info) && (!handling || code <= handling);

// By what is counted in bars; the server knows the same by the same names (dimensions.py).
const SPANS = [0, 1, 2, 3, 5, 10, 20, 50, 100, 1000];
const spanOf = (links) => String(SPANS.findLast((least) => least <= links));
const weekday = (day) => String(new Date(day).getUTCDay() || 7);
export const spanWords = (least) => {
  const next = SPANS[SPANS.indexOf(Number(least)) + 1];
  if (!next) return `${least}+`;
  return next - least > 1 ? `${least}–${next - 1}` : least;
};
export const things = {
  thing_grade: (fact) => fact.grade, thing_code: (fact) => fact.handling, thing_links: (fact) => spanOf(fact.links),
};
export const links = {
  link_grade: ([, grade]) => grade, link_code: ([, , handling]) => handling,
  month: ([day]) => day?.slice(0, 7) ?? "none", weekday: ([day]) => (day ? weekday(day) : "none"),
  hour: ([, , , , hour]) => (hour === null ? "none" : String(hour)),
};
const kept = (dimensions, one, except) => Object.entries(dimensions).every(([name, value]) =>
  name === except || !state.filters.only[name]?.length || state.filters.only[name].includes(value(one)));

// The links of an edge that the filters let through, as one line: how many, when, how good.
function through(edge, filters, except) {
  const sum = { ...edge, parts: [], count: 0, first: "", last: "", grade: "X4", handling: "H0" };
  for (const part of edge.parts) {
    const [day, grade, handling, number] = part;
    if (!good(filters, grade, handling) || !kept(links, part, except)) continue;
    if (day && ((filters.since && day < filters.since) || (filters.until && day > filters.until))) continue;
    sum.parts.push(part);
    sum.count += number;
    if (day && (!sum.first || day < sum.first)) sum.first = day;
    if (day && day > sum.last) sum.last = day;
    if (grade < sum.grade) sum.grade = grade;
    if (handling > sum.handling) sum.handling = handling;
  }
  return sum;
}

// What stands in sight: nodes with their place, and edges that lead between them; without regard
// to what was chosen in one dimension, when it is named.
export function visible(except) {
  const { filters } = state;
  const nodes = new Map();
  for (const [id, spot] of state.nodes) {
    const fact = state.facts.get(id);
    if (!fact || state.hidden.has(id) || filters.things.includes(fact.schema)) continue;
    if (good(filters, fact.grade, fact.handling) && kept(things, fact, except)) nodes.set(id, { ...fact, ...spot, here: 0 });
  }
  const edges = [];
  for (const edge of state.edges.values()) {
    if (filters.links.includes(edge.schema) || !nodes.has(edge.source) || !nodes.has(edge.target)) continue;
    const sum = through(edge, filters, except);
    if (!sum.count) continue;
    edges.push(sum);
    nodes.get(edge.source).here += sum.count;
    nodes.get(edge.target).here += sum.count;
  }
  return { nodes, edges };
}

// How many entities or links of each value a choice in this dimension would keep.
export function countsOf(dimension) {
  const found = new Map(state.filters.only[dimension]?.map((value) => [value, 0]));
  const add = (value, number) => found.set(value, (found.get(value) ?? 0) + number);
  const { nodes, edges } = visible(dimension);
  if (dimension in things) for (const node of nodes.values()) add(things[dimension](node), 1);
  else for (const edge of edges) for (const part of edge.parts) add(links[dimension](part), part[3]);
  return found;
}

export function days() {
  const found = new Set();
  for (const edge of state.edges.values()) {
    if (state.nodes.has(edge.source) && state.nodes.has(edge.target)) for (const [day] of edge.parts) if (day) found.add(day);
  }
  return [...found].sort();
}

learn(page.graph);
restore(page.content);

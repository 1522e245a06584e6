// What one does with the chart; each act has a button, and works on what is chosen.
import page, { ask, fill, kind, make, say, urls, words } from "./data.js";
import { change, learn, look, place, state, undo, visible } from "./state.js";
import { currentNode, goTo, mark, reveal } from "./canvas.js";

const dialog = (name) => document.getElementById(`chart-${name}`);
const shown = () => [...state.nodes.keys()];
const caption = (id) => state.facts.get(id)?.caption ?? "";

// What is chosen, or else where the keyboard stands.
export function chosen(id) {
  if (id) return [id];
  const inSight = visible().nodes;
  const ids = [...state.chosen].filter((one) => inSight.has(one));
  return ids.length || !inSight.has(currentNode()) ? ids : [currentNode()];
}

// Errors are said where the acts are said.
export const guarded = (act) => async (...values) => {
  try { return await act(...values); } catch (error) { say(error.message); return undefined; }
};

function grow(graph, ids, around) {
  learn(graph);
  change(() => place(ids, around));
  reveal(ids);
  return ids.filter((id) => state.nodes.has(id));
}

export const expand = guarded(async (id) => {
  const [node] = chosen(id);
  if (!node) { say(words.choose_one); return; }
  const answer = await ask(urls.steps, { node, nodes: shown() });
  document.getElementById("chart-expand-what").textContent = caption(node);
  const list = document.getElementById("chart-ways");
  const total = answer.add.length + answer.more;
  const ways = [{ schema: "", new: total }, ...answer.ways];
  list.replaceChildren(...ways.map((way) => make("li", {}, make("button", {
    type: "button", className: "linklike", disabled: !way.new,
    textContent: way.schema ? fill(words.way, { ...way, kind: kind(way.schema) }) : `${words.all}: ${total}`,
    onclick: () => { dialog("expand").close(); expandBy(node, way.schema); },
  }))));
  dialog("expand").showModal();
});

const expandBy = guarded(async (node, schema) => {
  const answer = await ask(urls.steps, { node, nodes: shown(), schema, grow: true });
  const added = grow(answer.graph, answer.add, node);
  const told = added.length ? fill(words.added, added.map(caption).slice(0, 8).join(", ") + (added.length > 8 ? "…" : "")) : words.nothing_new;
  say([told, answer.more ? fill(words.more, answer.more) : "", answer.graph.cut ? words.cut : ""].filter(Boolean).join(" "));
});

export const common = guarded(async () => {
  const ids = chosen();
  if (ids.length < 2) { say(words.choose_two); return; }
  const answer = await ask(urls.common, { chosen: ids, nodes: shown() });
  if (!answer.found.length) { mark([], []); say(words.common_none); return; }
  grow(answer.graph, answer.found, ids[0]);
  mark([...ids, ...answer.found], answer.found.flatMap((one) => ids.map((id) => [id, one])));
  say(fill(words.common, answer.found.map(caption).join(", ")));
});

export const path = guarded(async () => {
  const ids = chosen();
  if (ids.length !== 2) { say(words.choose_two); return; }
  const answer = await ask(urls.path, { from: ids[0], to: ids[1], hubs: document.getElementById("chart-hubs").checked, nodes: shown() });
  if (!answer.path.length) { mark([], []); say(answer.why); return; }
  grow(answer.graph, answer.path, ids[0]);
  mark(answer.path, answer.path.slice(1).map((id, at) => [answer.path[at], id]));
  say(`${fill(words.path_found, answer.path.length - 1)} ${answer.path.map(caption).join(" → ")}`);
});

export function hide(id) {
  const ids = chosen(id);
  if (!ids.length) { say(words.choose_some); return; }
  change(() => ids.forEach((one) => { state.hidden.add(one); state.chosen.delete(one); }));
  say(fill(words.hidden, ids.map(caption).join(", ")));
}

export function remove(id) {
  const ids = chosen(id);
  if (!ids.length) { say(words.choose_some); return; }
  change(() => ids.forEach((one) => { state.nodes.delete(one); state.hidden.delete(one); state.chosen.delete(one); }));
  say(fill(words.hidden, ids.map(caption).join(", ")));
}

export function toggle(id) {
  if (!id) return;
  look(() => (state.chosen.has(id) ? state.chosen.delete(id) : state.chosen.add(id)));
  say(fill(state.chosen.has(id) ? words.selected : words.not_selected, caption(id)));
}

function group(name) {
  const ids = chosen();
  const id = `g${Date.now().toString(36)}`;
  change(() => { state.groups.set(id, name); ids.forEach((one) => { state.nodes.get(one).parent = id; }); });
  say(fill(words.grouped, ids.map(caption).join(", ")));
}

function ungroup() {
  const boxes = new Set(chosen().map((id) => state.nodes.get(id).parent).filter(Boolean));
  if (!boxes.size) { say(words.choose_some); return; }
  change(() => { for (const spot of state.nodes.values()) if (boxes.has(spot.parent)) spot.parent = ""; });
  say(words.ungrouped);
}

const find = guarded(async (text) => {
  const answer = await ask(urls.find, { text });
  const list = document.getElementById("chart-found");
  list.replaceChildren(...answer.found.map((one) => make("li", { className: "row" }, make("span", { className: "rows-middle" }, `${one.caption} · ${one.kind}`), make("button", { type: "button", className: "button button--small button--plain", textContent: page.words.place, onclick: () => add(one.id) }))));
  if (!answer.found.length) list.append(make("li", { textContent: words.found_none }));
});

const add = guarded(async (id) => {
  const graph = await ask(urls.graph, { nodes: [...shown(), id] });
  const [added] = grow(graph, [id], chosen()[0]);
  dialog("add").close();
  if (added) { say(fill(words.added, caption(added))); goTo(added); }
});

export const acts = {
  expand: () => expand(), common, hide: () => hide(), remove: () => remove(), ungroup,
  add: () => dialog("add").showModal(),
  path: () => (chosen().length === 2 ? dialog("path").showModal() : say(words.choose_two)),
  group: () => (chosen().length ? dialog("group").showModal() : say(words.choose_some)),
  undo: () => say(undo() ? words.undone : words.nothing_to_undo),
  unhide: () => change(() => state.hidden.clear()),
};

function onSubmit(id, act) {
  document.getElementById(id)?.addEventListener("submit", (event) => { event.preventDefault(); act(event.target); });
}
onSubmit("chart-find", () => find(document.getElementById("chart-text").value));
onSubmit("chart-path-form", () => { dialog("path").close(); path(); });
onSubmit("chart-group-form", () => { dialog("group").close(); group(document.getElementById("chart-group-name").value.trim()); });

// Filters, what is chosen, and the walk through time.
import { dayWords, fill, kind, make, schemata, words } from "./data.js";
import { days, look, onChange, state, visible } from "./state.js";
import { toggle } from "./acts.js";
import { bar } from "./bars.js";

const byId = (id) => document.getElementById(id);
const DAY = 86400000;
const asDay = (time) => new Date(time).toISOString().slice(0, 10);
let timer = null;

// A tick for each schema on the chart, with how many there are.
function ticks(box, key, counts) {
  const rows = [...counts].sort((a, b) => b[1] - a[1]);
  const old = [...box.querySelectorAll("input")].map((one) => `${one.value} ${one.dataset.count}`).join();
  if (old === rows.map((row) => row.join(" ")).join()) return;
  const focused = document.activeElement?.id;
  const top = Math.max(1, ...rows.map(([, number]) => number));
  box.replaceChildren(...rows.map(([schema, number]) => {
    const id = `chart-${key}-${schema}`;
    const input = make("input", { type: "checkbox", id, value: schema, checked: !state.filters[key].includes(schema), data: { count: number } });
    input.addEventListener("change", () => look(() => { state.filters[key] = input.checked ? state.filters[key].filter((one) => one !== schema) : [...state.filters[key], schema]; state.dirty = true; }));
    return make("div", { className: "counted" }, make("div", { className: "choice" }, input, make("label", { htmlFor: id }, `${schemata[schema]?.plural ?? kind(schema)} (${number})`)), bar(number / top));
  }));
  if (focused) byId(focused)?.focus();
}

function countAll() {
  const things = new Map();
  const links = new Map();
  for (const id of state.nodes.keys()) { const fact = state.facts.get(id); if (fact) things.set(fact.schema, (things.get(fact.schema) ?? 0) + 1); }
  for (const edge of state.edges.values()) {
    if (!state.nodes.has(edge.source) || !state.nodes.has(edge.target)) continue;
    links.set(edge.schema, (links.get(edge.schema) ?? 0) + edge.parts.reduce((sum, part) => sum + part[3], 0));
  }
  ticks(byId("chart-things"), "things", things);
  ticks(byId("chart-links"), "links", links);
}

function showChosen() {
  const list = byId("chart-chosen");
  const { nodes } = visible();
  const rows = [...state.chosen].filter((id) => nodes.has(id)).map((id) => make("li", { className: "row" }, make("span", { className: "rows-middle" }, nodes.get(id).caption), make("button", { type: "button", className: "linklike", textContent: words.unselect, onclick: () => toggle(id) })));
  list.replaceChildren(...(rows.length ? rows : [make("li", { className: "quiet" }, words.none_chosen)]));
  byId("chart-hidden").hidden = !state.hidden.size;
  byId("chart-hidden-count").textContent = state.hidden.size;
  byId("chart-dirty").hidden = !state.dirty;
}

function move() {
  const all = days();
  const slider = byId("chart-day");
  const window_ = Number(byId("chart-window").value);
  const on = window_ !== 0 && all.length > 0;
  slider.disabled = !on;
  byId("chart-play").disabled = !on;
  if (!on) { stop(); look(() => { state.filters.since = ""; state.filters.until = ""; }); byId("chart-span").textContent = ""; return; }
  const first = Date.parse(all[0]);
  slider.max = Math.round((Date.parse(all[all.length - 1]) - first) / DAY);
  const end = first + Number(slider.value) * DAY;
  look(() => { state.filters.until = asDay(end); state.filters.since = window_ < 0 ? "" : asDay(end - (window_ - 1) * DAY); });
  byId("chart-span").textContent = fill(words.span, { since: dayWords(state.filters.since || all[0]), until: dayWords(state.filters.until) });
  slider.setAttribute("aria-valuetext", byId("chart-span").textContent);
}

function stop() {
  clearInterval(timer);
  timer = null;
  byId("chart-play").textContent = words.play;
  byId("chart-play").setAttribute("aria-pressed", "false");
}

function play() {
  if (timer) { stop(); return; }
  const slider = byId("chart-day");
  if (Number(slider.value) >= Number(slider.max)) slider.value = 0;
  byId("chart-play").textContent = words.pause;
  byId("chart-play").setAttribute("aria-pressed", "true");
  const pace = Math.max(1, Math.round(Number(slider.max) / 60));
  timer = setInterval(() => { slider.value = Number(slider.value) + pace; move(); if (Number(slider.value) >= Number(slider.max)) stop(); }, 500);
}

for (const choice of document.querySelectorAll("[data-filter]")) {
  choice.value = state.filters[choice.dataset.filter];
  choice.addEventListener("change", () => look(() => { state.filters[choice.dataset.filter] = choice.value; state.dirty = true; }));
}
byId("chart-window").addEventListener("change", move);
byId("chart-day").addEventListener("input", move);
byId("chart-play").addEventListener("click", play);

function showSpan() {
  const { since, until } = state.filters;
  if (!since && !until) return;
  byId("chart-span").textContent = fill(words.span, { since: dayWords(since || days()[0]), until: dayWords(until) });
}

onChange(() => { countAll(); showChosen(); });
countAll();
showChosen();
showSpan();

// Counts of what is in sight, as bars; each is a button that keeps the chart to its value.
import { fill, grades, make, say, words } from "./data.js";
import { countsOf, look, onChange, spanWords, state, visible } from "./state.js";

const byId = (id) => document.getElementById(id);
const choice = byId("chart-count");
const list = byId("chart-bars");
const { lang } = document.documentElement;
const monthWords = new Intl.DateTimeFormat(lang, { month: "short", year: "numeric", timeZone: "UTC" });
const weekdayWords = new Intl.DateTimeFormat(lang, { weekday: "long", timeZone: "UTC" });
const codeWords = (code) => grades.handling[code] ?? code;
// The fifth of January 1970 was a Monday.
const WORDS = {
  thing_links: spanWords, thing_code: codeWords, link_code: codeWords,
  month: (month) => monthWords.format(new Date(month)),
  weekday: (day) => weekdayWords.format(new Date(Date.UTC(1970, 0, 4 + Number(day)))),
  hour: (hour) => `${hour.padStart(2, "0")}:00`,
};
const label = (dimension, value) => (value === "none" ? words.undated : (WORDS[dimension] ?? String)(value));
const inOrder = ([a], [b]) => (a === "none") - (b === "none") || a.localeCompare(b, "en", { numeric: true });
const named = (dimension) => choice.querySelector(`[value="${dimension}"]`).textContent;

export function bar(share) {
  const box = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of [["viewBox", "0 0 100 4"], ["preserveAspectRatio", "none"], ["aria-hidden", "true"]]) box.setAttribute(name, value);
  const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of [["class", "bar-up"], ["width", Math.max(share * 100, share ? 1 : 0)], ["height", 4]]) rect.setAttribute(name, value);
  box.append(rect);
  return box;
}

export function sayCount() {
  const { nodes, edges } = visible();
  say(fill(words.count, { nodes: nodes.size, links: edges.reduce((sum, edge) => sum + edge.count, 0) }));
}

function keepTo(dimension, values) {
  look(() => { state.filters.only = { ...state.filters.only, [dimension]: values }; state.dirty = true; });
  sayCount();
}

function press(dimension, value) {
  const chosen = state.filters.only[dimension] ?? [];
  keepTo(dimension, chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
}

function drawBars() {
  const dimension = choice.value;
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.value : null;
  const rows = [...countsOf(dimension)].sort(inOrder);
  const top = Math.max(1, ...rows.map(([, number]) => number));
  list.replaceChildren(...rows.map(([value, number]) => {
    const button = make("button", { type: "button", data: { value }, onclick: () => press(dimension, value) },
      make("span", { className: "count-label" }, label(dimension, value)), make("span", { className: "count-number" }, String(number)));
    button.setAttribute("aria-pressed", Boolean(state.filters.only[dimension]?.includes(value)));
    return make("li", {}, button, bar(number / top));
  }));
  if (focused !== null) [...list.querySelectorAll("button")].find((one) => one.dataset.value === focused)?.focus();
}

function drawChosen() {
  const chosen = Object.entries(state.filters.only).filter(([, values]) => values.length);
  byId("chart-only").replaceChildren(...chosen.map(([dimension, values]) => make("li", { className: "row" },
    make("span", { className: "rows-middle" }, `${named(dimension)}: ${[...values].sort((a, b) => inOrder([a], [b])).map((value) => label(dimension, value)).join(", ")}`),
    make("button", { type: "button", className: "linklike", onclick: () => { keepTo(dimension, []); choice.focus(); } }, words.take_away, make("span", { className: "visually-hidden" }, `: ${named(dimension)}`)))));
}

const draw = () => { drawBars(); drawChosen(); };
choice.addEventListener("change", drawBars);
onChange(draw);
draw();

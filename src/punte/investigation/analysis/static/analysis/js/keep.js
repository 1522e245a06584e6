// Saving the chart in the case.
import page, { ask, fill, say, urls, words } from "./data.js";
import { content, state, tell } from "./state.js";

const byId = (id) => document.getElementById(id);
const kept = { chart: page.chart, version: page.version, once: page.once };

async function save() {
  const error = byId("chart-save-error");
  error.hidden = true;
  try {
    const answer = await ask(urls.save, { ...kept, name: byId("chart-title").value, notes: byId("chart-notes").value, content: JSON.stringify(content()) });
    Object.assign(kept, { chart: answer.chart, version: answer.version, once: answer.once });
    state.dirty = false;
    byId("chart-name").textContent = byId("chart-title").value;
    history.replaceState(null, "", answer.url);
    byId("chart-save").close();
    tell();
    say(fill(words.saved, answer.version));
  } catch (refused) {
    error.textContent = refused.message;
    error.hidden = false;
  }
}

byId("chart-save-form")?.addEventListener("submit", (event) => { event.preventDefault(); save(); });
addEventListener("beforeunload", (event) => { if (state.dirty) event.preventDefault(); });

export const openSave = () => byId("chart-save").showModal();
export const chartId = () => kept.chart;

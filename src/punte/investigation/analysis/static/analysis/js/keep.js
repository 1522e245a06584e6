// Saving the chart in the case, and taking a picture of it out.
import page, { ask, fill, say, send, urls, words } from "./data.js";
import { content, look, state, tell } from "./state.js";
import { picture } from "./canvas.js";

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

// The picture of the canvas without what is handled more strictly, and the words below it.
async function drawn(most, told) {
  const before = state.filters.handling;
  if (!before || before > most) look(() => { state.filters.handling = most; });
  const bitmap = await createImageBitmap(await picture(2));
  look(() => { state.filters.handling = before; });
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(bitmap.width, 1100);
  canvas.height = bitmap.height + 40 + told.length * 30;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0);
  pen.fillStyle = "#1c2529";
  pen.font = "20px sans-serif";
  told.forEach((line, at) => pen.fillText(line, 20, bitmap.height + 40 + at * 30, canvas.width - 40));
  return new Promise((done) => canvas.toBlob(done));
}

async function takeOut() {
  const error = byId("chart-export-error");
  error.hidden = true;
  const form = byId("chart-form").value;
  const handling = byId("chart-most").value;
  try {
    const answer = await send(urls.export, { form, handling, chart: kept.chart, content: JSON.stringify(content()) });
    const file = form === "png" ? await drawn(handling, (await answer.json()).told) : await answer.blob();
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: `chart.${form}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    byId("chart-export").close();
    say(words.exported);
  } catch (refused) {
    error.textContent = refused.message;
    error.hidden = false;
  }
}

byId("chart-export-form")?.addEventListener("submit", (event) => { event.preventDefault(); takeOut(); });
byId("chart-save-form")?.addEventListener("submit", (event) => { event.preventDefault(); save(); });
addEventListener("beforeunload", (event) => { if (state.dirty) event.preventDefault(); });

export const openSave = () => byId("chart-save").showModal();
export const openExport = () => byId("chart-export").showModal();

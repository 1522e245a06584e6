// What the server gave the page, and how the page asks for more.
const page = JSON.parse(document.getElementById("chart-data").textContent);
export const { schemata, grades, urls, words } = page;
export default page;

// "%s" takes one value, "%(name)s" those of an object.
export function fill(text, values) {
  if (typeof values !== "object") return text.replace("%s", String(values));
  return text.replace(/%\((\w+)\)s/g, (_all, key) => String(values[key]));
}

export function say(text) {
  document.getElementById("chart-says").textContent = text;
}

// Answers with the response, or throws an Error whose words are for the reader.
export async function send(url, body) {
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  let answer;
  try {
    answer = await fetch(url, { method: "POST", headers: { "X-CSRFToken": token, "Content-Type": "application/json" }, body: JSON.stringify(body) });
  } catch { throw new Error(words.failed); }
  if (answer.ok && !answer.headers.get("Content-Type")?.includes("html")) return answer;
  const told = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#main .card > p");
  throw new Error(told?.textContent || words.failed);
}

export const ask = async (url, body) => (await send(url, body)).json();

export const kind = (schema) => schemata[schema]?.label ?? schema;

export function make(tag, values = {}, ...inside) {
  const { data, ...plain } = values;
  const element = Object.assign(document.createElement(tag), plain);
  Object.assign(element.dataset, data ?? {});
  element.append(...inside);
  return element;
}

const shownDay = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
export const dayWords = (day) => (day ? shownDay.format(new Date(day)) : words.undated);

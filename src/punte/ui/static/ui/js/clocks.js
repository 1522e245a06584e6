// Let clocks tick. The sentences come from the server (#clock-words), one for each way of counting;
// the browser's plural rules of the page's language choose among them.
const source = document.getElementById("clock-words");
const words = source ? JSON.parse(source.textContent) : {};
const plural = new Intl.PluralRules(document.documentElement.lang || "en");
const tones = ["far", "near", "late"];

function sentence(late, unit, count) {
  const samples = words[`${late ? "late" : "left"}-${unit}`] ?? {};
  if (samples[count]) return samples[count];
  const group = plural.select(count);
  const alike = Object.keys(samples).find((number) => Number(number) > 2 && plural.select(Number(number)) === group)
    ?? Object.keys(samples).find((number) => plural.select(Number(number)) === group);
  return alike ? samples[alike].replace(alike, String(count)) : null;
}

function tick() {
  const now = Date.now();
  for (const clock of document.querySelectorAll("time[data-clock]")) {
    const left = Date.parse(clock.dateTime) - now;
    const late = left < 0;
    const minutes = Math.floor(Math.abs(left) / 60_000);
    const unit = minutes >= 36 * 60 ? "days" : minutes >= 60 ? "hours" : "minutes";
    const count = { days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60), minutes }[unit];
    const tone = late ? "late" : left <= Number(clock.dataset.near) * 1000 ? "near" : "far";
    const text = sentence(late, unit, count);
    const place = clock.querySelector("[data-clock-words]");
    if (text && place.textContent !== text) place.textContent = text;
    if (!clock.classList.contains(`chip--${tone}`)) {
      clock.classList.remove(...tones.map((one) => `chip--${one}`));
      clock.classList.add(`chip--${tone}`);
    }
  }
}

setInterval(tick, 30_000);
document.addEventListener("visibilitychange", () => { if (!document.hidden) tick(); });
document.addEventListener("punte:tick", tick);

// The player: a waveform from peaks that the server computed, regions of speech, speed, channel,
// the keyboard. Nothing of the sound is fetched before somebody presses play.
(() => {
  const box = document.getElementById("player");
  if (!box) return;
  const { Heard, post } = window.punteHeard;
  const told = JSON.parse(document.getElementById("player-data").textContent);
  const by = (id) => document.getElementById(id);
  const sound = by("player-sound"), toggle = by("player-toggle"), said = by("player-said");
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  // The clock of the pages, not the one of the computer in front of which somebody sits.
  const hours = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "medium", hourCycle: "h23", timeZone: told.zone });
  let wave = null, regions = null, heard = null, address = "", wanted = 0;

  const pad = (number) => String(number).padStart(2, "0");
  function clock(seconds) {
    const tenths = Math.round(seconds * 10), minutes = Math.floor(tenths / 600);
    const tail = `${pad(minutes % 60)}:${pad(Math.floor((tenths % 600) / 10))}.${tenths % 10}`;
    return minutes >= 60 ? `${Math.floor(minutes / 60)}:${tail}` : tail;
  }
  const place = () => (address ? sound.currentTime : wanted);
  function go(seconds) {
    wanted = Math.min(Math.max(0, seconds), told.seconds);
    heard?.cut();
    if (address) sound.currentTime = wanted;
    else wave?.setTime(wanted);
    show();
  }
  function show() {
    const real = told.start === null ? "" : ` · ${hours.format(new Date((told.start + place()) * 1000))}`;
    by("player-time").textContent = `${clock(place())} / ${clock(told.seconds)}${real}`;
    toggle.textContent = sound.paused ? toggle.dataset.play : toggle.dataset.pause;
    toggle.setAttribute("aria-pressed", String(!sound.paused));
  }

  async function begin() {
    const answer = await post(told.listen, { once: crypto.randomUUID() });
    if (!answer.ok) throw new Error(String(answer.status));
    const session = await answer.json();
    heard = new Heard(session.heard, session.reports, () => { sound.pause(); location.reload(); });
    const from = wanted;
    address = session.sound;
    load(from);
  }
  function load(from) {
    const side = by("player-side")?.value;
    sound.src = side ? `${address}?side=${side}` : address;
    sound.addEventListener("loadedmetadata", () => { sound.currentTime = from; speed(); }, { once: true });
  }
  function speed() { sound.preservesPitch = true; sound.playbackRate = Number(by("player-speed").value); }
  async function play() {
    if (!sound.paused) { sound.pause(); return; }
    try {
      if (!address) await begin();
      await sound.play();
    } catch (error) { said.textContent = String(error.message ?? error); }
  }

  // Speech only: what lies between regions is passed over, and is not heard.
  function skip(now) {
    if (!by("player-speech").checked) return false;
    const next = told.regions.find(([, end]) => end > now + 0.05);
    if (!next) { sound.pause(); return true; }
    if (next[0] <= now + 0.05) return false;
    go(next[0]);
    return true;
  }
  sound.addEventListener("timeupdate", () => {
    if (!sound.paused && !sound.seeking && !skip(sound.currentTime)) heard?.at(sound.currentTime, sound.playbackRate);
    show();
  });
  for (const name of ["pause", "ended"]) {
    sound.addEventListener(name, () => { if (heard?.now) heard.at(sound.currentTime, sound.playbackRate); heard?.cut(); heard?.send(); show(); });
  }
  sound.addEventListener("seeking", () => heard?.cut());
  sound.addEventListener("play", show);
  toggle.addEventListener("click", play);
  by("player-speed").addEventListener("change", () => { heard?.cut(); speed(); });
  by("player-side")?.addEventListener("change", () => {
    if (!address) return;
    const going = !sound.paused;
    heard.cut();
    load(sound.currentTime);
    if (going) sound.play();
  });
  by("player-zoom").addEventListener("input", (event) => wave?.zoom(Number(event.target.value)));

  const KEYS = { " ": play, arrowleft: () => go(place() - 5), arrowright: () => go(place() + 5), j: () => go(place() - 10), l: () => go(place() + 10), k: () => sound.pause(), m: () => by("mark-text")?.focus() };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest?.("input:not([type=range]):not([type=checkbox]), select, textarea")) return;
    if (event.key === " " && event.target.closest?.("button, a, summary, input")) return;
    const act = KEYS[event.key.toLowerCase()];
    if (act) { event.preventDefault(); event.stopPropagation(); act(); }
  }, true);

  function read(buffer) {
    const channels = new DataView(buffer).getUint32(4, true), each = (buffer.byteLength - 24) / channels;
    return Array.from({ length: channels }, (_, number) => Float32Array.from(new Int8Array(buffer, 24 + number * each, each), (value) => value / 127));
  }
  // What only shows something lets the pointer through: one seeks and selects on top of it.
  const lay = (what) => { const made = regions?.addRegion({ drag: false, resize: false, ...what }); if (made?.element) made.element.style.pointerEvents = "none"; };
  const mark = (at, text) => lay({ start: at, content: text, color: colour("--warning-edge") });
  async function draw() {
    const answer = await fetch(told.waveform);
    if (!answer.ok) { said.textContent = String(answer.status); return; }
    const peaks = read(await answer.arrayBuffer());
    const paint = { waveColor: colour("--river-500"), progressColor: colour("--river-900"), cspNonce: box.dataset.nonce, duration: told.seconds };
    regions = WaveSurfer.Regions.create();
    wave = WaveSurfer.create({
      container: "#player-wave", media: sound, peaks, height: peaks.length > 1 ? 72 : 128, normalize: true, cursorColor: colour("--late"),
      splitChannels: peaks.length > 1 ? peaks.map(() => ({})) : undefined, ...paint,
      plugins: [regions, WaveSurfer.Timeline.create(), WaveSurfer.Minimap.create({ container: "#player-map", height: 32, peaks: peaks.slice(0, 1), ...paint })],
    });
    wave.on("interaction", go);
    wave.on("ready", () => {
      if (box.dataset.drawn) return;
      box.dataset.drawn = "1";
      for (const [start, end] of told.regions) lay({ start, end, color: "rgb(44 110 73 / .18)" });
      for (const item of document.querySelectorAll("#marks [data-place]")) mark(Number(item.dataset.place), "⚑");
      box.dispatchEvent(new CustomEvent("drawn", { detail: regions }));
    });
  }
  window.puntePlayer = { seconds: told.seconds, go, play, place, clock, mark, say: (text) => { said.textContent = text; } };
  draw();
  show();
})();

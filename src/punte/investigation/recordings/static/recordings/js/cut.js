// A part of a recording for a working copy: drawn in the waveform, or set where the sound stands.
(() => {
  const player = window.puntePlayer, box = document.getElementById("player"), make = document.getElementById("cut-make");
  if (!player || !make) return;
  const said = document.getElementById("cut-said"), page = make.getAttribute("href");
  let start = null, end = null, regions = null, region = null;

  function show() {
    const whole = start === null && end === null;
    said.textContent = whole ? said.dataset.all : `${player.clock(start ?? 0)} – ${player.clock(end ?? player.seconds)}`;
    const asked = new URLSearchParams();
    if (start !== null) asked.set("from", start.toFixed(2));
    if (end !== null) asked.set("to", end.toFixed(2));
    make.href = whole ? page : `${page}?${asked}`;
  }
  function draw() {
    if (start !== null && end !== null && end <= start) end = null;
    region?.remove();
    region = regions?.addRegion({ start: start ?? 0, end: end ?? player.seconds, color: "rgb(138 90 0 / .16)", id: "cut" }) ?? null;
    show();
  }
  document.getElementById("cut-from").addEventListener("click", () => { start = player.place(); draw(); });
  document.getElementById("cut-to").addEventListener("click", () => { end = player.place(); if (start !== null && start >= end) start = null; draw(); });
  box.addEventListener("drawn", (event) => {
    regions = event.detail;
    regions.enableDragSelection({ color: "rgb(138 90 0 / .16)", id: "cut" });
    const taken = (made) => { if (made.id === "cut") { if (region !== made) region?.remove(); region = made; start = made.start; end = made.end; show(); } };
    regions.on("region-created", taken);
    regions.on("region-updated", taken);
  });
})();

// Writing while listening: times by a click, a segment heard again, one more segment.
(() => {
  const all = document.getElementById("segments");
  const seconds = (text) => text.split(":").reduce((sum, part) => sum * 60 + Number(part.replace(",", ".")), 0);
  document.addEventListener("click", (event) => {
    const one = event.target.closest(".segment"), player = window.puntePlayer;
    if (event.target.closest("#segment-add")) {
      const next = all.lastElementChild.cloneNode(true);
      for (const field of next.querySelectorAll("input, textarea")) field.value = "";
      all.append(next);
      next.querySelector("[name=start]").focus();
    }
    if (!one || !player) return;
    const field = (name) => one.querySelector(`[name=${name}]`);
    if (event.target.matches("[data-from]")) field("start").value = player.clock(player.place());
    if (event.target.matches("[data-to]")) field("end").value = player.clock(player.place());
    if (event.target.matches("[data-hear]") && field("start").value) { player.go(seconds(field("start").value)); player.play(); }
  });
})();

// Marks of a recording: set at the moment that is played, jumped to, taken back.
(() => {
  const player = window.puntePlayer, list = document.getElementById("marks");
  const field = document.getElementById("mark-text");
  if (!player || !list) return;
  const { post } = window.punteHeard;

  function button(className, text, data) {
    const made = Object.assign(document.createElement("button"), { type: "button", className, textContent: text });
    Object.assign(made.dataset, data);
    return made;
  }

  document.getElementById("mark-form")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await post(list.dataset.add, { place: player.place(), text: field.value, once: crypto.randomUUID() });
    if (!answer.ok) { player.say(field.placeholder); field.focus(); return; }
    const made = await answer.json(), item = document.createElement("li");
    item.dataset.place = made.place;
    item.append(button("link", player.clock(made.place), { go: made.place }), ` ${made.text} `, button("link small", list.dataset.withdraw, { takeBack: made.withdraw }));
    list.append(item);
    document.getElementById("no-marks")?.remove();
    player.mark(made.place, "⚑");
    field.value = "";
    field.blur();
  });

  document.addEventListener("click", async (event) => {
    const { go, takeBack } = event.target.dataset ?? {};
    if (go !== undefined) player.go(Number(go));
    if (takeBack && (await post(takeBack, {})).ok) event.target.closest("li").remove();
  });
})();

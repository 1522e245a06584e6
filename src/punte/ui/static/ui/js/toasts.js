// A toast for what one did oneself. The server sends it with an htmx response:
// HX-Trigger: {"toast": {"text": "…", "undo": "…", "undoUrl": "/…/"}}
const place = document.getElementById("toasts");
const STAY = 10_000;

function toast({ text, undo, undoUrl, close }) {
  const box = document.createElement("div");
  box.className = "toast";
  const said = document.createElement("span");
  said.textContent = text;
  box.append(said);
  if (undo && undoUrl) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "linklike";
    button.textContent = undo;
    button.addEventListener("click", () => {
      box.remove();
      window.htmx.ajax("POST", undoUrl, { source: document.body, swap: "none" });
    });
    box.append(button);
  }
  if (close) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "linklike";
    button.textContent = close;
    button.addEventListener("click", () => box.remove());
    box.append(button);
  }
  place.append(box);
  // It stays while one points at it or is inside it with the keyboard.
  const fade = () => { if (box.matches(":hover, :focus-within")) setTimeout(fade, 1000); else box.remove(); };
  setTimeout(fade, STAY);
}

document.addEventListener("toast", (event) => toast(event.detail));

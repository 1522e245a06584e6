// Cover the screen after some idle minutes, and whenever one goes on to another page: the browser
// may keep this one whole for its Back button, and somebody else may press that. Uncovering asks the
// server for a page of no person (it would count as a reading): when the session has ended, that
// leads to sign-in instead.
const minutes = Number(document.body.dataset.idleMinutes || 0);
const cover = document.getElementById("cover");
// Another one with each signing in.
const mark = () => document.cookie.split("; ").find((one) => one.startsWith("csrftoken="));
const mine = mark();
let last = Date.now();

function hide() {
  if (cover.open) return;
  document.documentElement.classList.add("covered");
  cover.showModal();
}

async function show() {
  const failed = cover.querySelector("[data-uncover-failed]");
  failed.hidden = true;
  let answer;
  try {
    answer = await fetch(document.body.dataset.aliveUrl, { method: "HEAD" });
  } catch {
    failed.hidden = false;
    return;
  }
  if (answer.redirected || answer.status === 401 || answer.status === 403) {
    window.location.reload();
    return;
  }
  document.documentElement.classList.remove("covered");
  cover.close();
  last = Date.now();
}

if (minutes > 0 && cover) {
  for (const name of ["keydown", "pointerdown", "pointermove", "scroll", "touchstart"]) {
    window.addEventListener(name, () => { if (!cover.open) last = Date.now(); }, { passive: true });
  }
  // A sleeping computer stops timers: compare times instead, and look again on waking.
  const look = () => { if (Date.now() - last >= minutes * 60_000) hide(); };
  setInterval(look, 1000);
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pagehide", (event) => { if (event.persisted) hide(); });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    if (mark() === mine) show();
    else window.location.reload();
  });
  cover.addEventListener("cancel", (event) => event.preventDefault());
  cover.querySelector("[data-uncover]").addEventListener("click", show);
}

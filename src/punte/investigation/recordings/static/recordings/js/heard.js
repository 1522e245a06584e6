// Tells the server what was really played, in stretches of seconds: every five seconds while
// sound goes, when it stops, and when the page is left. A report is sent until it is taken.
(() => {
  const EVERY = 5000;

  class Heard {
    constructor(address, reports, refused) {
      Object.assign(this, { address, number: reports, refused, done: [], now: null, sending: false });
      setInterval(() => this.send(), EVERY);
      addEventListener("pagehide", () => { this.cut(); this.send(true); });
    }

    // The sound stands at `place`, and goes at `speed`.
    at(place, speed) {
      const now = this.now;
      if (now && now.speed === speed && place >= now.end && place - now.end < 1.5 * speed) now.end = place;
      else { this.cut(); this.now = { start: place, end: place, speed }; }
    }

    // What was played until now is a stretch of its own.
    cut() {
      const now = this.now;
      if (now && now.end - now.start > 0.05) this.done.push([now.start, now.end, now.speed]);
      this.now = null;
    }

    async send(leaving = false) {
      if (this.sending) return;
      if (!this.waiting) {
        const now = this.now;
        if (now && now.end - now.start > 0.05) { this.done.push([now.start, now.end, now.speed]); now.start = now.end; }
        if (!this.done.length) return;
        this.waiting = { number: this.number + 1, stretches: this.done.splice(0, 150) };
      }
      this.sending = true;
      try {
        const answer = await post(this.address, this.waiting, leaving);
        if (answer.ok) { this.number = this.waiting.number; this.waiting = null; }
        else if (answer.status < 500) this.refused();
      } catch { /* no network now: the same report goes out again */ } finally { this.sending = false; }
    }
  }

  function post(address, told, keepalive = false) {
    const token = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"];
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
    return fetch(address, { method: "POST", headers, body: JSON.stringify(told), keepalive });
  }

  window.punteHeard = { Heard, post };
})();

// Runs before the page is painted: light, dark, or as the system says.
(() => {
  "use strict";
  const root = document.documentElement;
  const kept = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const media = { light: "not all", dark: "screen" };

  const apply = (theme) => {
    const sheet = document.getElementById("dark-tokens");
    if (theme) root.dataset.theme = theme; else delete root.dataset.theme;
    if (sheet) sheet.media = media[theme] ?? "screen and (prefers-color-scheme: dark)";
  };

  const first = kept() || root.dataset.theme;
  if (first) apply(first);

  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-theme-next]")) return;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    const next = dark ? "light" : "dark";
    try { localStorage.setItem("theme", next); } catch { /* private mode: the choice lasts for this page */ }
    apply(next);
  });
})();

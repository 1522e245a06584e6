// Says on the page when the device gave no passkey; allauth itself only writes to the console.
document.addEventListener("allauth.error", (event) => {
  const note = document.querySelector("[data-passkey-error]");
  if (!note) return;
  event.preventDefault();
  note.hidden = false;
  note.focus();
});

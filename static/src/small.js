// Small behaviours, each switched on by a data attribute.

// data-copy: a click copies the text and says so.
document.addEventListener("click", async (event) => {
  const source = event.target.closest("[data-copy]");
  if (!source || !navigator.clipboard) return;
  await navigator.clipboard.writeText(source.dataset.copy);
  announce(source.dataset.copied || source.dataset.copy);
});

// data-autosubmit: a filter form sends itself when a choice changes.
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.dataset.autosubmit !== undefined && event.target.type !== "search") form.requestSubmit();
});

// details[data-remember]: stays as the person left it.
for (const panel of document.querySelectorAll("details[data-remember]")) {
  const key = `panel:${panel.dataset.remember}`;
  const kept = localStorage.getItem(key);
  if (kept !== null) panel.open = kept === "open";
  panel.addEventListener("toggle", () => localStorage.setItem(key, panel.open ? "open" : "shut"));
}

export function announce(text) {
  const live = document.getElementById("live");
  if (live) live.textContent = text;
}

// Said when the connection is lost and when it is back.
const offline = document.getElementById("offline");
if (offline) {
  const show = () => { offline.hidden = navigator.onLine; };
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
}

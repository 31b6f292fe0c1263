// Keys: / search, j and k through the rows, Enter opens, ? help. Never while somebody types.
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const rows = [...document.querySelectorAll("[data-row]")];
  const at = rows.indexOf(document.activeElement?.closest("[data-row]"));
  const moves = { j: Math.min(at + 1, rows.length - 1), k: Math.max(at - 1, 0) };
  if (event.key === "/") {
    const search = document.querySelector("[data-search]");
    if (search) { event.preventDefault(); search.focus(); }
  } else if (event.key in moves && rows.length) {
    event.preventDefault();
    rows[moves[event.key]].querySelector("a")?.focus();
  } else if (event.key === "?") {
    document.getElementById("keys")?.showModal?.();
  } else if (event.key === "r" || event.key === "n") {
    const tab = document.querySelector(`[data-composer=${event.key === "r" ? "reply" : "note"}]`);
    if (!tab) return;
    event.preventDefault();
    tab.click();
    tab.form.querySelector("textarea").focus();
  }
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close-dialog]")) event.target.closest("dialog")?.close();
});

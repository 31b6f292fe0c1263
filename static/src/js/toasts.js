// Toasts: short, read aloud, gone after a while but never under the pointer; faults stay until they are closed.
import { each, icon, make, say } from "./page.js";

const LASTS = 7000;

/** Show one: tone is success, warning or danger. */
export function toast(text, tone = "success") {
  const line = make("div", { className: `toast-line toast-${tone}` });
  line.append(icon(tone === "success" ? "circle-check" : "alert-triangle"), make("span", { textContent: text }));
  document.querySelector(".toasts")?.append(line);
  arm(line);
}

function arm(line) {
  const close = make("button", { type: "button" });
  close.setAttribute("aria-label", say("close"));
  close.append(icon("x"));
  close.addEventListener("click", () => line.remove());
  line.append(close);
  if (line.classList.contains("toast-danger")) return;
  let timer = setTimeout(() => line.remove(), LASTS);
  line.addEventListener("pointerenter", () => clearTimeout(timer));
  line.addEventListener("pointerleave", () => { timer = setTimeout(() => line.remove(), LASTS); });
}

// What the server put on the page is put there again, since readers speak only what changes.
each(".toasts", (area) => {
  const lines = [...area.children];
  area.replaceChildren();
  setTimeout(() => lines.forEach((line) => { area.append(line); arm(line); }), 60);
});

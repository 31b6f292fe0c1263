// a[data-sheet] opens its page's form in a dialog over this page (the view answers HX-Request with the form alone).
// [data-open="id"] opens a <dialog>, [data-close-dialog] closes the one it is in. The browser gives the focus back.
import { enhance } from "./page.js";

const FIRST = "[data-errors], [autofocus], input:not([type=hidden], [data-files]), select, textarea, button";

async function openSheet(link, dialog) {
  let response;
  try {
    response = await fetch(link.href, { headers: { "HX-Request": "true" } });
  } catch {
    response = null;
  }
  if (!response?.ok || response.redirected) { location.assign(link.href); return; }
  const body = dialog.querySelector(".sheet-body");
  body.innerHTML = await response.text();
  const heading = body.querySelector("h1");
  dialog.querySelector("h2").textContent = heading?.textContent.trim() || link.textContent.trim();
  dialog.showModal();
  enhance(body);
  body.querySelector(FIRST)?.focus();
}

const isPlain = (event) => event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-sheet]");
  const dialog = document.getElementById("sheet");
  if (!link || !dialog || !isPlain(event)) return;
  event.preventDefault();
  const menu = link.closest("details.menu");
  if (menu) menu.open = false;
  openSheet(link, dialog);
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) document.getElementById(opener.dataset.open)?.showModal();
  const closer = event.target.closest("[data-close-dialog]");
  if (closer?.closest("dialog")) {
    event.preventDefault();
    closer.closest("dialog").close();
  }
});

// A press beside the sheet closes it; what was typed in it is kept as a draft.
document.addEventListener("pointerdown", (event) => {
  if (!event.target.matches("dialog.sheet")) return;
  const box = event.target.getBoundingClientRect();
  const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  if (!inside) event.target.close();
});

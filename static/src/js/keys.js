// Keys, never while somebody types: / or Ctrl-K the palette, j and k through [data-row], c [data-key-new], x chooses a
// row, space looks at it, a assigns, s takes the next step, r and n the composer's two tabs, ? all of them. Ctrl-Enter sends the form one types in.
import { palette } from "./palette.js";

const typing = (target) => target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

function search() {
  const field = document.querySelector("[data-search]");
  field?.focus();
  field?.select();
  return field !== null;
}

function move(step) {
  const rows = [...document.querySelectorAll("[data-row]")];
  if (!rows.length) return false;
  const at = rows.indexOf(document.activeElement?.closest("[data-row]"));
  const row = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
  row.querySelector("a")?.focus();
  row.scrollIntoView({ block: "nearest" });
  return true;
}

function compose(kind) {
  const tab = document.querySelector(`[data-composer="${kind}"]`);
  if (!tab) return false;
  tab.click();
  tab.form.querySelector("textarea").focus();
  return true;
}

function follow(selector) {
  const link = document.querySelector(selector);
  link?.click();
  return link !== null;
}

/** The row one is on: focused, else the one the pointer rests on. */
const row = () => document.activeElement?.closest("[data-row]") ?? document.querySelector("[data-row]:hover");

function pick() {
  const box = row()?.querySelector("input[name=pick]");
  box?.click();
  return Boolean(box);
}

function peek() {
  const link = row()?.querySelector("[data-peek]");
  link?.click();
  return Boolean(link);
}

/** On chosen rows, else on the row one is on, else on the incident of this page. */
function act(key, selector) {
  const form = document.getElementById("bulk");
  if (!form) return follow(selector);
  if (!form.elements.namedItem("pick") || !document.querySelector("input[name=pick]:checked")) if (!pick()) return false;
  const button = form.querySelector(`[data-key-bulk="${key}"]`);
  if (button) form.requestSubmit(button);
  return Boolean(button);
}

function help() {
  const dialog = document.getElementById("keys");
  dialog?.showModal();
  return dialog !== null;
}

const KEYS = {
  "/": () => palette() || search(),
  "?": help,
  " ": peek,
  a: () => act("a", "[data-key-assign]"),
  c: () => follow("[data-key-new]"),
  j: () => move(1),
  k: () => move(-1),
  n: () => compose("note"),
  r: () => compose("reply"),
  s: () => follow("[data-key-state]"),
  x: pick,
};

document.addEventListener("keydown", (event) => {
  const withControl = event.ctrlKey || event.metaKey;
  if (withControl && event.key === "k" && (palette() || search())) event.preventDefault();
  if (withControl && event.key === "Enter" && event.target.matches("form textarea")) event.target.form.requestSubmit();
  if (event.key === "Escape" && event.target.matches("[data-search]")) event.target.blur();
  if (withControl || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === " " && event.target.matches("button, summary, [type=checkbox], [type=radio]")) return;
  if (Object.hasOwn(KEYS, event.key) && KEYS[event.key]()) event.preventDefault();
});

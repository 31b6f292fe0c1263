// The command palette (dialog[data-palette]): what this page offers as commands, and what the search finds.
import { announce, icon, make, say } from "./page.js";

const PAUSE = 150;
const MOST = 8;
const SOURCES = "[data-key-state], .incident-head .menu-item, [data-key-new], .page-head .btn[href], .rail a.item";
const dialog = document.getElementById("palette");
const field = dialog?.querySelector("input");
const list = dialog?.querySelector("[role=listbox]");
let asked = 0;
let timer = null;

const words = (element) => (element.querySelector(".name") ?? element).textContent.trim().replace(/\s+/g, " ");

/** Every word typed must begin a word of the command. */
function fits(name, typed) {
  const parts = name.toLowerCase().split(/[\s–-]+/);
  return typed.toLowerCase().split(/\s+/).filter(Boolean).every((word) => parts.some((part) => part.startsWith(word)));
}

function command(element, number) {
  const item = make("li", { id: `command-${number}` });
  item.setAttribute("role", "option");
  item.append(icon("chevron-right"), make("span", { className: "one-line", textContent: words(element) }));
  item.run = () => element.click();
  return item;
}

function commands(typed) {
  const seen = new Set();
  return [...document.querySelectorAll(SOURCES)]
    .filter((element) => fits(words(element), typed) && !seen.has(words(element)) && seen.add(words(element)))
    .slice(0, MOST).map(command);
}

function choose(item) {
  for (const other of list.children) other.setAttribute("aria-selected", String(other === item));
  if (item) { field.setAttribute("aria-activedescendant", item.id); item.scrollIntoView({ block: "nearest" }); }
  else field.removeAttribute("aria-activedescendant");
}

const chosen = () => list.querySelector("[aria-selected=true]");

async function ask() {
  clearTimeout(timer);
  timer = null;
  const typed = field.value.trim();
  const mine = ++asked;
  list.replaceChildren(...commands(typed));
  choose(list.firstElementChild);
  if (typed.length < 2) return;
  try {
    const answer = await fetch(`${dialog.dataset.palette}?q=${encodeURIComponent(typed)}`, { headers: { "HX-Request": "true" } });
    if (!answer.ok || mine !== asked) return;
    const found = make("template", { innerHTML: await answer.text() }).content;
    const hits = [...found.querySelectorAll("[role=option]")];
    const reference = /^[a-z]+-\d+$/i.test(typed);
    if (reference) list.prepend(...hits); else list.append(...hits);
    if (reference || !chosen()) choose(list.firstElementChild);
    announce(say("hits", String(list.children.length)));
  } catch { /* No connection: the commands of the page are there. */ }
}

function run(item) {
  if (!item) return false;
  dialog.close();
  if (item.run) item.run(); else location.assign(item.dataset.href);
  return true;
}

/** Open it; false where the page has none. */
export function palette() {
  if (!dialog) return false;
  field.value = "";
  dialog.showModal();
  field.focus();
  ask();
  return true;
}

if (dialog) {
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const items = [...list.children];
    const at = items.indexOf(chosen()) + (event.key === "ArrowDown" ? 1 : -1);
    choose(items[(at + items.length) % items.length]);
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    if (timer !== null) ask(); // Who types fast means what they typed, not what was listed before.
    if (run(chosen())) event.preventDefault();
  });
  list.addEventListener("click", (event) => run(event.target.closest("[role=option]")));
}

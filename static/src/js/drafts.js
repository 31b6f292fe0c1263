// form[data-draft="key"]: what is typed stays in this browser until the server has accepted it, so that a lost
// connection, a reload or a closed tab loses nothing. Kept per person; forgotten on signing out and after two weeks.
import { each, store } from "./page.js";

const LASTS = 14 * 24 * 3600 * 1000;
const PAUSE = 120;
const SKIPPED = new Set(["hidden", "file", "password", "submit", "button", "reset"]);
const key = (form) => `draft:${document.documentElement.dataset.me || ""}:${form.dataset.draft}`;
const fields = (form) => [...form.elements].filter((field) => field.name && !SKIPPED.has(field.type));
const isBox = (field) => field.type === "checkbox" || field.type === "radio";
const name = (field) => (isBox(field) ? `${field.name}=${field.value}` : field.name);
const chosen = (select) => [...select.selectedOptions].map((option) => option.value);
const value = (field) => (isBox(field) ? field.checked : field.options ? chosen(field) : field.value);
const timers = new WeakMap();

function isChanged(field) {
  if (isBox(field)) return field.checked !== field.defaultChecked;
  if (!field.options) return field.value !== field.defaultValue;
  const preset = [...field.options].filter((option) => option.defaultSelected).map((option) => option.value);
  const start = preset.length || field.multiple ? preset : [field.options[0]?.value];
  return chosen(field).join("\n") !== start.join("\n");
}

/** What differs from what the page came with. */
const typed = (form) => Object.fromEntries(fields(form).filter(isChanged).map((field) => [name(field), value(field)]));

function keep(form) {
  timers.delete(form);
  const found = typed(form);
  if (Object.keys(found).length) store.set(key(form), JSON.stringify({ at: Date.now(), typed: found }));
  else store.remove(key(form));
}

function read(form) {
  try {
    const kept = JSON.parse(store.get(key(form)) || "null");
    const elsewhere = Number(form.dataset.keptAt ?? 0) * 1000; // kept by another computer since
    const isSent = form.dataset.lastSent && kept?.typed?.text?.trim() === form.dataset.lastSent.trim(); // from elsewhere
    if (kept && (kept.at < elsewhere || isSent)) { store.remove(key(form)); return {}; }
    return kept && Date.now() - kept.at < LASTS ? kept.typed : {};
  } catch {
    return {};
  }
}

/** Put back what was kept; true where something of it differs from the page. */
function restore(form) {
  const kept = read(form);
  for (const field of fields(form)) {
    if (!Object.hasOwn(kept, name(field))) continue;
    const was = kept[name(field)];
    if (isBox(field)) field.checked = was;
    else if (field.options) for (const option of field.options) option.selected = was.includes(option.value);
    else field.value = was;
  }
  return Object.keys(kept).length > 0 && Object.keys(typed(form)).length > 0;
}

function notice(form, shown) {
  const line = form.querySelector("[data-draft-notice]");
  if (line) line.hidden = !shown;
}

/** The server has it: the draft is done with. */
export function forget(form) {
  clearTimeout(timers.get(form));
  timers.delete(form);
  store.remove(key(form));
}

// form[data-forgets="key key"]: what it sends makes these drafts needless.
document.addEventListener("submit", (event) => {
  for (const name of (event.target.dataset.forgets ?? "").split(" ").filter(Boolean)) {
    store.remove(`draft:${document.documentElement.dataset.me || ""}:${name}`);
  }
});

each("form[data-draft]", (form) => {
  // A refused form comes back from the server with everything in it.
  if (!form.querySelector("[data-refused]")) notice(form, restore(form));
  form.addEventListener("input", () => {
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => keep(form), PAUSE));
  });
  form.querySelector("[data-draft-discard]")?.addEventListener("click", () => {
    form.reset();
    forget(form);
    notice(form, false);
    form.querySelector("textarea, input:not([type=hidden])")?.focus();
  });
});

addEventListener("pagehide", () => {
  for (const form of document.querySelectorAll("form[data-draft]")) if (timers.has(form)) keep(form);
});

// form[data-forget] signs out: the next person at this computer finds nothing.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.forget === undefined) return;
  for (const each of store.keys()) if (each.startsWith("draft:")) store.remove(each);
});

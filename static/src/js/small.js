// Small behaviours, each switched on by a data attribute.
import { announce, each, say, store } from "./page.js";
import { toast } from "./toasts.js";

// data-copy="text": a click copies it and says so.
document.addEventListener("click", async (event) => {
  const source = event.target.closest("[data-copy]");
  if (!source || !navigator.clipboard) return;
  try {
    await navigator.clipboard.writeText(source.dataset.copy);
    toast(say("copied", source.dataset.copy));
  } catch {
    getSelection().selectAllChildren(source);
  }
});

// A line in a summary of errors leads into its field, not only near it.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-errors] a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.focus();
});

// form[data-autosubmit]: a filter form sends itself when a choice changes; empty choices stay out of the address.
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.dataset.autosubmit !== undefined && event.target.type !== "search") form.requestSubmit();
});
document.addEventListener("formdata", (event) => {
  if (event.target.dataset.autosubmit === undefined) return;
  for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
});

// details[data-remember="name"]: stays as the person left it.
each("details[data-remember]", (panel) => {
  const key = `panel:${panel.dataset.remember}`;
  const kept = store.get(key);
  if (kept !== null) panel.open = kept === "open";
  panel.addEventListener("toggle", () => store.set(key, panel.open ? "open" : "shut"));
});

// The rail: [data-fold-rail] folds it to icons and is remembered; [data-open-rail] brings it in on a phone.
const root = document.documentElement;

function foldRail(narrow) {
  if (narrow) root.dataset.rail = "narrow"; else delete root.dataset.rail;
  store.set("rail", narrow ? "narrow" : "wide");
  document.querySelector("[data-fold-rail]")?.setAttribute("aria-pressed", String(narrow));
}

function bringRail(shown) {
  if (shown) root.dataset.railOpen = ""; else delete root.dataset.railOpen;
  const button = document.querySelector("[data-open-rail]");
  button?.setAttribute("aria-expanded", String(shown));
  (shown ? document.querySelector(".rail a") : button)?.focus();
}

each("[data-fold-rail]", (button) => button.setAttribute("aria-pressed", String(root.dataset.rail === "narrow")));
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-fold-rail]")) foldRail(root.dataset.rail !== "narrow");
  if (event.target.closest("[data-open-rail]")) bringRail(root.dataset.railOpen === undefined);
  else if (event.target.closest(".rail-veil")) bringRail(false);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && root.dataset.railOpen !== undefined) bringRail(false);
});

// button[data-theme-choice]: seen at once; its form keeps it with the account.
document.addEventListener("click", (event) => {
  const choice = event.target.closest("[data-theme-choice]");
  if (!choice) return;
  event.preventDefault();
  root.dataset.theme = choice.dataset.themeChoice;
  document.dispatchEvent(new Event("theme"));
  for (const other of choice.parentElement.querySelectorAll("[data-theme-choice]")) other.setAttribute("aria-pressed", String(other === choice));
  fetch(choice.form.action, { method: "POST", body: new FormData(choice.form, choice), redirect: "manual" }).catch(() => announce(say("offline")));
});

// Said when the connection is lost and when it is back.
function connection() {
  const line = document.getElementById("offline");
  if (line) line.hidden = navigator.onLine;
}
addEventListener("online", connection);
addEventListener("offline", connection);
each("#offline", connection);

// The head of an incident is as high as its words; what sticks below it must know.
each(".incident-head", (head) => new ResizeObserver(() => {
  const bar = document.querySelector(".topbar")?.offsetHeight ?? 0;
  head.parentElement?.style.setProperty("--head", `${bar + head.offsetHeight}px`);
}).observe(head));

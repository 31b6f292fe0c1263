// Lists: choosing rows ([data-bulk] says how many), denser rows, putting columns in another order.
import { announce, each, store } from "./page.js";

const boxes = () => [...document.querySelectorAll("input[name=pick]")];

each("form[data-bulk]", (form) => {
  const all = document.querySelector("[data-pick-all]");
  const said = form.querySelector("[data-picked]");
  const plain = said.textContent;
  let last = null;

  function count() {
    const chosen = boxes().filter((box) => box.checked).length;
    form.classList.toggle("is-on", chosen > 0);
    all.checked = chosen > 0 && chosen === boxes().length;
    all.indeterminate = chosen > 0 && !all.checked;
    said.textContent = chosen ? said.dataset.pickedWords.replace("%s", chosen) : plain;
  }

  all.addEventListener("change", () => {
    for (const box of boxes()) box.checked = all.checked;
    count();
    announce(said.textContent);
  });
  document.addEventListener("change", (event) => { if (event.target.name === "pick") count(); });
  // Shift and a click choose everything between.
  document.addEventListener("click", (event) => {
    if (event.target.name !== "pick") return;
    const listed = boxes();
    const at = listed.indexOf(event.target);
    if (event.shiftKey && last !== null) {
      for (const box of listed.slice(Math.min(at, last), Math.max(at, last) + 1)) box.checked = event.target.checked;
      count();
    }
    last = at;
  });
  count();
});

const root = document.documentElement;

function density(dense) {
  if (dense) root.dataset.density = "dense"; else delete root.dataset.density;
  store.set("density", dense ? "dense" : "");
}

each("[data-density]:not(html)", (button) => {
  button.setAttribute("aria-pressed", String(root.dataset.density === "dense"));
  button.addEventListener("click", () => {
    density(root.dataset.density !== "dense");
    button.setAttribute("aria-pressed", String(root.dataset.density === "dense"));
  });
});

// [data-reorder]: its items move up and down by their buttons; a form sends them in the order they stand in.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-reorder] [data-up], [data-reorder] [data-down]");
  if (!button) return;
  const item = button.closest("li");
  const other = button.matches("[data-up]") ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  if (button.matches("[data-up]")) other.before(item); else other.after(item);
  button.focus();
  announce(item.textContent.trim().split("\n")[0]);
});

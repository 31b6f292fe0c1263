// textarea[data-mentions="address"]: after @ and two letters it offers whom one can call; arrows choose, Enter or Tab takes.
import { each, make } from "./page.js";

const CALL = /(?:^|[^\p{L}\d@])@([\p{L}][\p{L}' .-]{1,40})$/u;
const PAUSE = 150;

each("textarea[data-mentions]", (field) => {
  const list = make("ul", { className: "mentions", hidden: true, id: `${field.id}-people` });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.mentionsLabel ?? "");
  field.after(list);
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-autocomplete", "list");
  let timer;
  let asked = 0;

  const called = () => CALL.exec(field.value.slice(0, field.selectionStart))?.[1];
  const chosen = () => list.querySelector("[aria-selected=true]");

  function choose(item) {
    for (const each of list.children) each.setAttribute("aria-selected", String(each === item));
    if (item) field.setAttribute("aria-activedescendant", item.id); else field.removeAttribute("aria-activedescendant");
  }

  function shut() { list.hidden = true; list.replaceChildren(); field.removeAttribute("aria-activedescendant"); }

  async function offer() {
    const typed = called();
    const mine = ++asked;
    if (!typed) { shut(); return; }
    try {
      const answer = await fetch(`${field.dataset.mentions}?q=${encodeURIComponent(typed.trim())}`);
      if (!answer.ok || answer.redirected || mine !== asked) return;
      const names = await answer.json();
      const items = names.map((name, number) => {
        const item = make("li", { textContent: name, id: `${list.id}-${number}` });
        item.setAttribute("role", "option");
        return item;
      });
      list.replaceChildren(...items);
      list.hidden = !items.length;
      choose(items[0] ?? null);
    } catch { shut(); }
  }

  function take(item) {
    const end = field.selectionStart;
    const begin = field.value.lastIndexOf("@", end - 1);
    field.setRangeText(`@${item.textContent} `, begin, end, "end");
    shut();
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(offer, PAUSE); });
  field.addEventListener("blur", () => setTimeout(shut, 150));
  field.addEventListener("keydown", (event) => {
    if (list.hidden || event.ctrlKey || event.metaKey) return;
    const items = [...list.children];
    const at = items.indexOf(chosen());
    if (event.key === "ArrowDown" || event.key === "ArrowUp") choose(items[(at + (event.key === "ArrowDown" ? 1 : -1) + items.length) % items.length]);
    else if ((event.key === "Enter" || event.key === "Tab") && chosen()) take(chosen());
    else if (event.key === "Escape") shut();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  list.addEventListener("pointerdown", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) { event.preventDefault(); take(item); }
  });
});

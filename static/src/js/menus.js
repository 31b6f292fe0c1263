// details.menu opens without us; with us it closes on Escape, outside clicks and other menus, and arrows move in it.
const opened = () => [...document.querySelectorAll("details.menu[open]")];

function closeOthers(target) {
  for (const menu of opened()) if (!menu.contains(target)) menu.open = false;
}

document.addEventListener("click", (event) => closeOthers(event.target));
document.addEventListener("focusin", (event) => closeOthers(event.target));

function step(menu, down) {
  menu.open = true;
  const items = [...menu.querySelectorAll(".menu-list a, .menu-list button")];
  const at = items.indexOf(document.activeElement);
  const next = at < 0 ? (down ? 0 : items.length - 1) : (at + (down ? 1 : -1) + items.length) % items.length;
  items[next]?.focus();
}

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("details.menu");
  if (!menu) return;
  if (event.key === "Escape" && menu.open) {
    event.preventDefault();
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    step(menu, event.key === "ArrowDown");
  }
});

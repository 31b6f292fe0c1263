// What the other modules share: doing something to every matching element, now and later; saying something; storage.
const steps = [];

/** Call `step` once for each element that matches `selector`, whether it is there now or swapped in later. */
export function each(selector, step) {
  steps.push([selector, step, new WeakSet()]);
}

/** Apply every step to `root` and what is in it. */
export function enhance(root) {
  for (const [selector, step, done] of steps) {
    const found = [...root.querySelectorAll(selector)];
    if (root.matches?.(selector)) found.unshift(root);
    for (const element of found) {
      if (done.has(element)) continue;
      done.add(element);
      step(element);
    }
  }
}

/** Read to people who do not see the page. */
export function announce(text) {
  const live = document.getElementById("live");
  if (!live) return;
  live.textContent = "";
  setTimeout(() => { live.textContent = text; }, 50);
}

/** A text the page brings along translated: <body data-say-offline="…">; %s is filled with `name`. */
export function say(text, name = "") {
  const found = document.body.dataset[`say${text[0].toUpperCase()}${text.slice(1)}`] ?? "";
  return found.replace("%s", name);
}

/** Storage of this browser; where it is shut, nothing is kept and nothing breaks. */
export const store = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); } catch { /* full or shut */ } },
  remove(key) { try { localStorage.removeItem(key); } catch { /* shut */ } },
  keys() { try { return Object.keys(localStorage); } catch { return []; } },
};

/** A picture of the sprite. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const shown = document.createElementNS(space, "svg");
  shown.setAttribute("class", "icon-s");
  shown.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `${document.body.dataset.icons}#${name}`);
  shown.append(use);
  return shown;
}

/** An element with properties: make("span", {textContent: "…"}). */
export const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

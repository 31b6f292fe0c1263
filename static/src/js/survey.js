// form[data-confirms-itself]: the page behind a link of a mail records the score that was clicked, once a person is there.
// Programs that look at mails open links too. They move no pointer and press no key; a page that only stands there is
// confirmed after a moment of being looked at, unless the browser says that it is driven by a program.
import { each } from "./page.js";

const SIGNS = ["pointerdown", "pointermove", "keydown", "touchstart", "wheel"];
const LOOKED_AT = 1500;

each("form[data-confirms-itself]", (form) => {
  let looking = 0;
  const isLookedAt = () => document.visibilityState === "visible" && document.hasFocus() && !navigator.webdriver;
  const confirm = () => {
    end();
    if (!form.isConnected) return;
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "auto", value: "1" }));
    form.requestSubmit();
  };
  const sign = (event) => { if (event.isTrusted && document.visibilityState === "visible" && event.target.closest?.("button, a") === null) confirm(); };
  const look = () => {
    clearTimeout(looking);
    if (isLookedAt()) looking = setTimeout(() => { if (isLookedAt()) confirm(); }, LOOKED_AT);
  };
  const end = () => {
    clearTimeout(looking);
    for (const name of SIGNS) removeEventListener(name, sign);
    document.removeEventListener("visibilitychange", look);
    for (const name of ["focus", "blur"]) removeEventListener(name, look);
  };
  for (const name of SIGNS) addEventListener(name, sign, { passive: true });
  document.addEventListener("visibilitychange", look);
  for (const name of ["focus", "blur"]) addEventListener(name, look);
  form.addEventListener("submit", end);
  look();
});

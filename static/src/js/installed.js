// The app on the home screen: the worker that shows a page of its own where there is no connection, and
// [data-install]: a button that appears where the browser can install it.
import { each } from "./page.js";

if ("serviceWorker" in navigator && document.documentElement.dataset.me && document.body.classList.contains("portal")) {
  addEventListener("load", () => navigator.serviceWorker.register("/worker.js").catch(() => {}));
}

let offer = null;
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer = event;
  for (const button of document.querySelectorAll("[data-install]")) button.hidden = false;
});
each("[data-install]", (button) => button.addEventListener("click", async () => {
  if (!offer) return;
  offer.prompt();
  await offer.userChoice;
  offer = null;
  button.hidden = true;
}));

// Doorbells. One tab of this browser keeps the stream and tells the others; each element that shows what rang asks for
// it anew: [data-live="incident-12"] for one incident, "incident" for any, "bell" for the bell. htmx then loads it
// (hx-trigger="live"). Where no stream can be had, what polls goes on polling.
import htmx from "htmx.org";
import { Idiomorph } from "idiomorph";

const APART = 2_000;      // an element asks at most this often, and once more after the last doorbell
const AGAIN = 5_000;      // after a stream that broke, and longer each time
const LONGEST = 120_000;
const me = document.documentElement.dataset.me;
const others = "BroadcastChannel" in window ? new BroadcastChannel(`live:${me}`) : null;
const asked = new WeakMap();
const waiting = new Set();

// hx-swap="morph": what is there stays (focus, what is typed, a panel folded by hand), only what differs is changed.
const callbacks = {
  beforeAttributeUpdated: (name, element) => !(name === "open" && element.matches("details")),
  beforeNodeMorphed: (element) => !element.matches?.("input, textarea, select"),
};
const WAYS = { morph: "outerHTML", "morph:innerHTML": "innerHTML" };
htmx.defineExtension("morph", {
  isInlineSwap: (swap) => swap === "morph",
  handleSwap: (swap, target, fragment) =>
    WAYS[swap] && Idiomorph.morph(target, fragment.children, { morphStyle: WAYS[swap], callbacks }),
});

function ask(element) {
  asked.set(element, Date.now());
  if (element.isConnected) htmx.trigger(element, "live");
}

function askSoon(element) {
  if (waiting.has(element)) return;
  const wait = Math.max(0, (asked.get(element) ?? 0) + APART - Date.now());
  waiting.add(element);
  setTimeout(() => { waiting.delete(element); ask(element); }, wait);
}

function hear(about) {
  if (document.hidden) { missed = true; return; }
  for (const element of document.querySelectorAll("[data-live]")) {
    const wanted = element.dataset.live;
    if (about === "everything" || about === wanted || about.startsWith(`${wanted}-`)) askSoon(element);
  }
}

let missed = false;
document.addEventListener("visibilitychange", () => {
  if (document.hidden || !missed) return;
  missed = false;
  hear("everything");
});
others?.addEventListener("message", (event) => hear(event.data));

function tell(about) {
  hear(about);
  others?.postMessage(about);
}

/** Listen until the stream ends; true where it had opened. */
function listen(address) {
  return new Promise((resolve) => {
    let opened = false;
    const stream = new EventSource(address);
    stream.addEventListener("open", () => { opened = true; document.documentElement.dataset.liveIs = "on"; });
    stream.addEventListener("message", (event) => tell(event.data));
    stream.addEventListener("error", () => { stream.close(); delete document.documentElement.dataset.liveIs; resolve(opened); });
    addEventListener("pagehide", () => stream.close(), { once: true });
  });
}

async function keep() {
  let pause = AGAIN;
  for (let first = true; ; first = false) {
    if (!first) await new Promise((go) => setTimeout(go, pause + Math.random() * 1_000));
    try {
      const answer = await fetch("/live/ticket", { headers: { Accept: "application/json" }, redirect: "error" });
      if (answer.status === 204) return;
      if (!answer.ok) throw new Error(String(answer.status));
      pause = (await listen((await answer.json()).address)) ? 500 : Math.min(pause * 2, LONGEST);
      if (pause === 500 && !first) tell("everything");
    } catch {
      pause = Math.min(Math.max(pause, AGAIN) * 2, LONGEST);
    }
  }
}

// A browser opens only six connections to one place: with a stream for each tab the seventh tab would never load.
if (me) {
  if (navigator.locks) navigator.locks.request(`live:${me}`, keep);
  else keep();
}

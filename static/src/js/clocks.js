// Time left counts down by itself; what turns at risk or breached changes its colour, picture and word with it.
import { each, icon, make, say } from "./page.js";

const MINUTE = 60_000;
const PICTURES = { fine: "clock", risk: "hourglass", breached: "alert-triangle" };

function words(ms) {
  const minutes = Math.floor(Math.abs(ms) / MINUTE);
  const days = Math.floor(minutes / 1440), hours = Math.floor(minutes / 60) % 24;
  const [d, h, m] = say("units").split(" ");
  const told = days ? `${days} ${d} ${hours} ${h}` : hours ? `${hours} ${h} ${minutes % 60} ${m}` : `${minutes} ${m}`;
  return ms < 0 ? `−${told}` : told;
}

function turn(clock, status) {
  if (clock.classList.contains(`clock-${status}`)) return;
  clock.classList.remove("clock-fine", "clock-risk", "clock-breached");
  clock.classList.add(`clock-${status}`);
  clock.querySelector("svg")?.replaceWith(icon(PICTURES[status]));
  clock.querySelector(".visually-hidden")?.remove();
  if (status !== "fine") clock.querySelector("svg")?.after(make("span", { className: "visually-hidden", textContent: say(status) }));
}

each("[data-due]", (clock) => {
  const tick = () => {
    if (!clock.isConnected || !clock.dataset.due) { clearInterval(timer); return; }
    const due = Date.parse(clock.dataset.due), risk = Date.parse(clock.dataset.riskFrom ?? clock.dataset.due);
    const now = Date.now();
    clock.querySelector("[data-left]").textContent = words(due - now);
    turn(clock, now > due ? "breached" : now >= risk ? "risk" : "fine");
  };
  const timer = setInterval(tick, MINUTE / 4);
});

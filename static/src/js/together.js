// [data-presence="address"]: says that one looks at an incident, and shows who else does or writes. Only while the window
// has the focus. The composer's draft is kept by the server too, so that it is there on another computer.
import { each, store } from "./page.js";

const EVERY = 15_000;
const STILL_WRITING = 8_000;
const PAUSE = 1_500;
const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";

function post(address, told, keepalive = false) {
  return fetch(address, { method: "POST", body: new URLSearchParams(told), headers: { "X-CSRFToken": token() }, keepalive });
}

each("[data-presence]", (place) => {
  const address = place.dataset.presence;
  let wrote = 0;
  let said = "";

  async function tell() {
    if (!place.isConnected || document.hidden || !document.hasFocus()) return;
    said = Date.now() - wrote < STILL_WRITING ? "writing" : "looking";
    try {
      const answer = await post(address, { doing: said });
      const told = answer.ok && !answer.redirected ? await answer.text() : place.told;
      if (told !== place.told) { place.told = told; place.innerHTML = told ?? ""; }
    } catch { /* No connection: nobody is shown. */ }
  }

  const clock = setInterval(() => (place.isConnected ? tell() : clearInterval(clock)), EVERY);
  place.addEventListener("live", tell);
  addEventListener("focus", tell);
  document.addEventListener("input", (event) => {
    if (!event.target.closest(".composer, .act-form")) return;
    wrote = Date.now();
    if (said !== "writing") { said = "writing"; tell(); }
  });
  addEventListener("pagehide", () => { post(address, { doing: "leaving" }, true).catch(() => {}); });
  tell();
});

each("form[data-server-draft]", (form) => {
  let timer;
  // Sent, nothing is being written any more; refused, the form that comes back keeps drafts again.
  form.addEventListener("submit", () => clearTimeout(timer));
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!form.isConnected || form.getAttribute("aria-busy")) return;
      const internal = form.querySelector("[name=internal]:checked")?.value ?? "";
      post(form.dataset.serverDraft, { text: form.elements.namedItem("text").value, internal }).catch(() => {});
    }, PAUSE);
  });
  form.querySelector("[data-draft-discard]")?.addEventListener("click", () => {
    clearTimeout(timer);
    form.elements.namedItem("text").value = "";
    post(form.dataset.serverDraft, { text: "" }).catch(() => {});
  });
});

// [data-insert="text"]: puts a canned answer where one writes; [data-macro] says which, so that what follows is done too.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert]");
  if (!button) return;
  const form = button.closest("form");
  const field = form.elements.namedItem("text");
  field.setRangeText(button.dataset.insert, field.selectionStart, field.selectionEnd, "end");
  const macro = form.elements.namedItem("macro");
  if (macro) macro.value = button.dataset.macro ?? "";
  const line = form.querySelector("[data-macro-line]");
  if (line) { line.textContent = button.dataset.then ?? ""; line.hidden = !button.dataset.then; }
  button.closest("details").open = false;
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

// A note goes nowhere: what a macro would do besides is for answers only.
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-composer=note]")) return;
  const macro = event.target.form.elements.namedItem("macro");
  const line = event.target.form.querySelector("[data-macro-line]");
  if (macro) macro.value = "";
  if (line) line.hidden = true;
});

// [data-timeline="kind"]: shows only messages, only work, or all; remembered for this page only.
document.addEventListener("change", (event) => {
  if (event.target.name === "timeline-shows") document.getElementById("timeline").dataset.shows = event.target.value;
});

// button[data-timer="INC-000123"]: measures only from when it is started until it is stopped, also over a reload, and only
// then: the minutes stand in the form of its link (data-timer-form), and the person sends them.
each("[data-timer]", (button) => {
  const key = `timer:${button.dataset.timer}`;
  const link = document.getElementById(button.dataset.timerForm);
  const minutes = () => Math.max(1, Math.round((Date.now() - Number(store.get(key))) / 60_000));
  const words = button.querySelector("span");

  function show() {
    const going = store.get(key) !== null;
    button.setAttribute("aria-pressed", String(going));
    words.textContent = going ? button.dataset.stop.replace("%s", minutes()) : button.dataset.start;
  }

  button.addEventListener("click", () => {
    if (store.get(key) === null) { store.set(key, String(Date.now())); show(); return; }
    const address = new URL(link.href);
    address.searchParams.set("minutes", minutes());
    link.href = address;
    store.remove(key);
    show();
    link.click();
  });
  const clock = setInterval(() => (button.isConnected ? show() : clearInterval(clock)), 20_000);
  show();
});

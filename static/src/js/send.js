// Sending forms. Every POST form is held back from a second click; the server would know it by its key anyway.
// form[data-draft] and form[data-send] go by fetch, so that a lost connection leaves the page, what was typed and the
// chosen files as they are. A refusal (403, 409, 422) swaps the answer in, with the files put back.
import { announce, each, enhance, make, say } from "./page.js";
import { forget } from "./drafts.js";
import { addFiles } from "./files.js";

const HELD = 8000;
const REFUSALS = new Set([403, 409, 422]);
const held = new WeakMap();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (held.has(form)) { event.preventDefault(); return; }
  hold(form);
  if (form.dataset.draft === undefined && form.dataset.send === undefined) return;
  event.preventDefault();
  const seconds = Number(form.dataset.undo ?? 0);
  if (seconds && !form.querySelector("[name=internal]:checked")?.value && isSmall(form)) wait(form, event.submitter, seconds);
  else send(form, event.submitter);
});

/** What is sent while a page is left may not be larger than this; larger files go at once. */
const isSmall = (form) => chosenFiles(form).flatMap(({ files }) => files).reduce((sum, file) => sum + file.size, 0) < 40_000;

/** form[data-undo="seconds"]: what others will read can be taken back for a moment. Whoever leaves the page sends it. */
function wait(form, submitter, seconds) {
  const line = make("p", { className: "undo-line" });
  const said = make("span", {});
  const undo = make("button", { type: "button", className: "btn", textContent: say("undo") });
  const now = make("button", { type: "button", className: "btn btn-ghost", textContent: say("sendNow") });
  line.append(said, undo, now);
  form.querySelector(".composer-foot, .buttons").before(line);
  clearTimeout(held.get(form));
  let left = seconds;
  const tick = () => { said.textContent = say("sending", String(left)); };
  const clock = setInterval(() => { left -= 1; if (left > 0) tick(); else go(); }, 1000);
  const leave = () => {
    end();
    accepted(form);
    fetch(form.action, { method: "POST", body: new FormData(form, submitter), keepalive: true }).catch(() => {});
  };
  function end() { clearInterval(clock); line.remove(); removeEventListener("pagehide", leave); }
  function go() { end(); send(form, submitter); }
  undo.addEventListener("click", () => { end(); release(form); form.querySelector("textarea")?.focus(); announce(say("undone")); });
  now.addEventListener("click", go);
  addEventListener("pagehide", leave);
  tick();
  announce(said.textContent);
  undo.focus();
}

function hold(form) {
  held.set(form, setTimeout(() => release(form), HELD));
  form.setAttribute("aria-busy", "true");
}

function release(form) {
  clearTimeout(held.get(form));
  held.delete(form);
  form.removeAttribute("aria-busy");
}

// A page that comes back from the browser's memory may be sent again.
addEventListener("pageshow", (event) => { if (event.persisted) document.querySelectorAll("form[aria-busy]").forEach(release); });

async function send(form, submitter) {
  clearTimeout(held.get(form)); // However long a large file takes, the form stays held until there is an answer.
  const inSheet = form.closest("dialog") !== null;
  let response;
  let html;
  try {
    response = await fetch(form.action, { method: "POST", body: new FormData(form, submitter), headers: inSheet ? { "HX-Request": "true" } : {} });
    html = await response.text();
  } catch {
    release(form);
    fault(form, say("offline"));
    return;
  }
  answer(form, response, html);
}

function answer(form, response, html) {
  const onwards = response.headers.get("HX-Redirect");
  const path = new URL(response.url).pathname;
  if (response.redirected && path.startsWith("/accounts/login")) { release(form); fault(form, say("signedOut")); return; }
  if (onwards) { accepted(form); visit(onwards); return; }
  if (response.ok) { accepted(form); swapPage(html, response.url); return; }
  release(form);
  if (!REFUSALS.has(response.status) || !html) { fault(form, say(response.status === 413 ? "tooMuch" : "failed")); return; }
  const files = chosenFiles(form);
  if (form.closest("dialog")) swapSheet(form.closest("dialog"), html);
  else swapPage(html);
  putBack(files);
}

function accepted(form) {
  if (form.dataset.draft !== undefined) forget(form);
}

function visit(address) {
  if (new URL(address, location.href).pathname === location.pathname) location.reload();
  else location.assign(address);
}

/** Said in the form, where it is looked for, and read aloud; what was typed and chosen stays. */
function fault(form, text) {
  let line = form.querySelector("[data-fault]");
  if (!line) {
    line = make("p", { className: "notice notice-wait" });
    line.dataset.fault = "";
    const buttons = form.querySelector(".buttons, .composer-foot");
    if (buttons) buttons.before(line); else form.append(line);
  }
  line.textContent = text;
  line.scrollIntoView({ block: "nearest" });
  announce(text);
}

const chosenFiles = (form) => [...form.querySelectorAll("input[type=file]")]
  .filter((input) => input.files.length)
  .map((input) => ({ draft: form.dataset.draft, name: input.name, files: [...input.files] }));

function putBack(chosen) {
  for (const { draft, name, files } of chosen) {
    const form = [...document.forms].find((each) => each.dataset.draft === draft);
    const input = form?.elements.namedItem(name);
    if (input?.type === "file" && !input.files.length) addFiles(input, files);
  }
}

/** The answer's page in place of this one; under its address too, where the form was accepted. */
function swapPage(html, address) {
  const next = new DOMParser().parseFromString(html, "text/html");
  document.title = next.title;
  document.body.replaceWith(document.adoptNode(next.body));
  if (address && address !== location.href) history.pushState({}, "", address);
  window.htmx.process(document.body);
  enhance(document.body);
  if (!address) return;
  scrollTo(0, 0);
  document.getElementById("content")?.focus({ preventScroll: true });
}

function swapSheet(sheet, html) {
  const body = sheet.querySelector(".sheet-body");
  body.innerHTML = html;
  enhance(body);
}

addEventListener("popstate", () => location.reload());
each("[data-errors]", (summary) => summary.focus());

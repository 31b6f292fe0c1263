// textarea[data-upload="address"]: a picture pasted or dropped into it is kept by the server at once, and the text that
// shows it is put where one writes. Without JavaScript, files chosen beside it are put at the end of the text.
import { announce, each, say } from "./page.js";
import { toast } from "./toasts.js";

const token = (form) => form.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";

async function keep(field, file) {
  const body = new FormData();
  body.append("file", file, file.name);
  body.append("csrfmiddlewaretoken", token(field.form));
  const answer = await fetch(field.dataset.upload, { method: "POST", body });
  if (answer.redirected) throw new Error(say("signedOut"));
  const told = await answer.json();
  if (told.refused) throw new Error(told.refused);
  return told.text;
}

function put(field, text) {
  const before = field.value.slice(0, field.selectionStart);
  const gap = before && !before.endsWith("\n") ? "\n\n" : "";
  field.setRangeText(`${gap}${text}\n`, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

async function take(field, files) {
  field.setAttribute("aria-busy", "true");
  for (const file of files) {
    try {
      put(field, await keep(field, file));
      announce(say("fileAdded", file.name));
    } catch (fault) {
      toast(fault instanceof TypeError || fault instanceof SyntaxError ? say("failed") : fault.message, "danger");
    }
  }
  field.removeAttribute("aria-busy");
}

each("textarea[data-upload]", (field) => {
  const on = (name, files) => field.addEventListener(name, (event) => {
    const found = [...(files(event) ?? [])];
    if (!found.length) return;
    event.preventDefault();
    event.stopPropagation();
    field.form.classList.remove("is-dropping");
    take(field, found);
  });
  on("paste", (event) => event.clipboardData?.files);
  on("drop", (event) => event.dataTransfer?.files);
});

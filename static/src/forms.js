// Forms that lose nothing and do nothing twice.

const sent = new WeakSet();

// A second submit of the same form is held back; the server would recognise it by its key anyway.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (sent.has(form)) { event.preventDefault(); return; }
  if (!navigator.onLine) {
    event.preventDefault();
    document.getElementById("offline")?.scrollIntoView();
    return;
  }
  sent.add(form);
  form.setAttribute("aria-busy", "true");
  setTimeout(() => { sent.delete(form); form.removeAttribute("aria-busy"); }, 8000);
});
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// form[data-draft]: what is typed is kept in this browser until the form has been accepted.
const key = (form) => `draft:${form.dataset.draft}`;
const fields = (form) => [...form.elements].filter((field) =>
  field.name && !["hidden", "file", "password", "submit", "button"].includes(field.type) && field.name !== "csrfmiddlewaretoken");

function restore(form) {
  if (form.dataset.refused !== undefined) return;
  let kept;
  try { kept = JSON.parse(localStorage.getItem(key(form)) || "null"); } catch { kept = null; }
  if (!kept) return;
  let restored = false;
  for (const field of fields(form)) {
    if (!(field.name in kept)) continue;
    if (["checkbox", "radio"].includes(field.type)) field.checked = [].concat(kept[field.name]).includes(field.value);
    else if (!field.value && kept[field.name]) { field.value = kept[field.name]; restored = true; }
  }
  const notice = form.querySelector("[data-draft-notice]");
  if (restored && notice) notice.hidden = false;
}

function keep(form) {
  const values = {};
  for (const field of fields(form)) {
    if (["checkbox", "radio"].includes(field.type)) { if (field.checked) (values[field.name] ??= []).push(field.value); }
    else if (field.value) values[field.name] = field.value;
  }
  localStorage.setItem(key(form), JSON.stringify(values));
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  restore(form);
  form.addEventListener("input", () => keep(form));
}
// The page that follows an accepted form names the drafts that are done with.
for (const done of document.querySelectorAll("[data-draft-done]")) localStorage.removeItem(`draft:${done.dataset.draftDone}`);
const accepted = sessionStorage.getItem("draft-sent");
if (accepted && !document.querySelector("[data-refused]")) localStorage.removeItem(accepted);
sessionStorage.removeItem("draft-sent");
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented && event.target.dataset.draft) sessionStorage.setItem("draft-sent", key(event.target));
});

// [data-files]: pictures pasted or dropped into the form join the chosen files and are shown.
for (const input of document.querySelectorAll("input[type=file][data-files]")) {
  const form = input.form;
  const shown = form.querySelector("[data-files-shown]");
  const add = (files) => {
    if (!files.length) return;
    const all = new DataTransfer();
    for (const file of [...input.files, ...files]) all.items.add(file);
    input.files = all.files;
    show();
  };
  const show = () => {
    shown?.replaceChildren(...[...input.files].map((file, index) => {
      const row = document.createElement("li");
      row.className = "file-chosen";
      if (file.type.startsWith("image/")) {
        const picture = document.createElement("img");
        picture.src = URL.createObjectURL(file);
        picture.alt = "";
        row.append(picture);
      }
      row.append(Object.assign(document.createElement("span"), { textContent: file.name }));
      const remove = Object.assign(document.createElement("button"), { type: "button", textContent: "×", className: "btn btn-sm btn-ghost" });
      remove.setAttribute("aria-label", `${input.dataset.remove || "Remove"} ${file.name}`);
      remove.addEventListener("click", () => {
        const rest = new DataTransfer();
        [...input.files].forEach((each, at) => { if (at !== index) rest.items.add(each); });
        input.files = rest.files;
        show();
      });
      row.append(remove);
      return row;
    }));
  };
  input.addEventListener("change", show);
  form.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length) { event.preventDefault(); add(files); }
  });
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    if (event.dataTransfer?.files.length) { event.preventDefault(); add(event.dataTransfer.files); }
  });
}

// The first field with an error, or the summary, gets the focus.
document.querySelector("[data-errors]")?.focus();

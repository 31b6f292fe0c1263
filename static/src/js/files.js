// input[type=file][data-files]: pictures pasted or dropped into its form join the chosen files; each is shown in the
// [data-files-shown] beside it and can be taken out again. data-most-bytes is the size of the largest file.
import { announce, each, icon, make, say } from "./page.js";

function setFiles(input, files) {
  const all = new DataTransfer();
  for (const file of files) all.items.add(file);
  input.files = all.files;
  show(input);
}

/** Put these files beside those chosen already. */
export function addFiles(input, files) {
  if (!files.length) return;
  setFiles(input, [...(input.multiple ? input.files : []), ...[...files].map(named)]);
  announce(say("fileAdded", [...files].map((file) => file.name).join(", ")));
}

/** Every screenshot is called image.png: give it the time, so that two can be told apart. */
function named(file) {
  if (file.name !== "image.png") return file;
  const at = new Date().toISOString().slice(0, 19).replaceAll(":", ".").replace("T", " ");
  return new File([file], `${say("screenshot")} ${at}.png`, { type: file.type });
}

const size = (bytes) => (bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} kB`);

function preview(file) {
  if (!file.type.startsWith("image/")) return icon("paperclip");
  const picture = make("img", { src: URL.createObjectURL(file), alt: "" });
  picture.addEventListener("load", () => URL.revokeObjectURL(picture.src));
  return picture;
}

function row(input, file, index) {
  const most = Number(input.dataset.mostBytes || Infinity);
  const refused = file.size > most;
  const line = make("li", { className: refused ? "file-chosen is-refused" : "file-chosen" });
  const remove = make("button", { type: "button", className: "btn btn-ghost btn-sm btn-icon" });
  remove.setAttribute("aria-label", say("remove", file.name));
  remove.append(icon("x"));
  remove.addEventListener("click", () => {
    setFiles(input, [...input.files].filter((_, at) => at !== index));
    input.focus();
  });
  line.append(
    preview(file),
    make("span", { className: "one-line", textContent: file.name, title: file.name }),
    make("span", { className: "size", textContent: refused ? say("tooLarge", size(most)) : size(file.size) }),
    remove,
  );
  return line;
}

function show(input) {
  input.form.querySelector("[data-files-shown]")?.replaceChildren(...[...input.files].map((file, index) => row(input, file, index)));
}

each("input[type=file][data-files]", (input) => {
  const form = input.form;
  let before = [];
  // The browser's own dialog replaces what was chosen: the earlier ones are put back in front.
  input.addEventListener("click", () => { before = input.multiple ? [...input.files] : []; });
  input.addEventListener("change", () => { setFiles(input, [...before, ...input.files]); before = []; });
  form.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    addFiles(input, files);
  });
  form.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    form.classList.add("is-dropping");
  });
  for (const leaves of ["dragleave", "drop"]) form.addEventListener(leaves, () => form.classList.remove("is-dropping"));
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    addFiles(input, event.dataTransfer.files);
  });
});

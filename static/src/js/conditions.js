// [data-shown-if="field"] with data-op and data-value: a field of a form is shown only while the answer to an earlier
// one compares so. A comfort: the server decides for itself (incidents/catalogue/conditions.py says the same).
import { each } from "./page.js";

/** What was answered in a field, as texts; null where it is hidden itself. */
function said(form, name) {
  const place = form.querySelector(`[data-question="${name}"]`);
  if (!place || place.hidden) return null;
  const controls = [...place.querySelectorAll(`[name="${name}"]`)];
  const chosen = controls.filter((control) => !["radio", "checkbox"].includes(control.type) || control.checked);
  return { isList: controls.some((control) => control.type === "checkbox"), texts: chosen.map((control) => control.value.trim()).filter(Boolean) };
}

function holds(answer, op, value) {
  if (answer === null) return false;
  if (op === "contains") return answer.isList ? answer.texts.includes(value) : answer.texts.join("").toLowerCase().includes(value.toLowerCase());
  const same = answer.texts.length === 1 && answer.texts[0] === value;
  return op === "is_not" ? !same : same;
}

/** Fields look back only, so one walk in their order is enough. What is hidden is not sent. */
function show(form) {
  for (const place of form.querySelectorAll("[data-question]")) {
    const { shownIf, op, value } = place.dataset;
    if (!shownIf) continue;
    place.hidden = !holds(said(form, shownIf), op, value);
    for (const control of place.querySelectorAll("input, select, textarea")) control.disabled = place.hidden;
  }
}

each("[data-questions]", (questions) => {
  show(questions);
  for (const event of ["input", "change"]) questions.addEventListener(event, () => show(questions));
  questions.closest("form")?.addEventListener("reset", () => setTimeout(() => show(questions)));
});

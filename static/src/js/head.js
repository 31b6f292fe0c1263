// Runs before the first paint, so that a dark page never flashes light and a folded rail never jumps.
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

function paint() {
  const wanted = root.dataset.theme || "auto";
  root.dataset.bsTheme = wanted === "auto" ? (dark.matches ? "dark" : "light") : wanted;
}

root.classList.add("js");
paint();
dark.addEventListener("change", paint);
document.addEventListener("theme", paint);
try {
  if (localStorage.getItem("rail") === "narrow") root.dataset.rail = "narrow";
  if (localStorage.getItem("density") === "dense") root.dataset.density = "dense";
} catch { /* Storage is shut: the rail stays wide. */ }

// Runs before the first paint, so that a dark page never flashes light.
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
const wanted = root.dataset.theme;
const apply = () => {
  root.dataset.bsTheme = wanted === "auto" ? (dark.matches ? "dark" : "light") : wanted;
};
apply();
dark.addEventListener("change", apply);

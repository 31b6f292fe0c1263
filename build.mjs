// Bundles what browsers get: app.css, app.js, head.js (before the first paint) and the icons that are used.
import { readFile, writeFile, mkdir, rm } from "node:fs/promises";
import { build } from "esbuild";

const out = "static/dist";
const icons = (await readFile("static/src/icons.txt", "utf8")).split(/\s+/).filter(Boolean);

async function sprite() {
  const symbols = await Promise.all(icons.map(async (name) => {
    const svg = await readFile(`node_modules/@tabler/icons/icons/outline/${name}.svg`, "utf8");
    const inner = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").replace(/\s*\n\s*/g, "");
    return `<symbol id="${name}" viewBox="0 0 24 24">${inner}</symbol>`;
  }));
  return `<svg xmlns="http://www.w3.org/2000/svg" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${symbols.join("")}</svg>\n`;
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  entryPoints: { app: "static/src/app.js", head: "static/src/head.js", style: "static/src/app.css" },
  outdir: out,
  bundle: true,
  minify: true,
  target: "es2022",
  legalComments: "linked",
  loader: { ".svg": "dataurl", ".woff2": "empty" },
  logLevel: "warning",
});
await writeFile(`${out}/icons.svg`, await sprite());
await writeFile(`${out}/favicon.svg`, await readFile("static/src/favicon.svg", "utf8"));

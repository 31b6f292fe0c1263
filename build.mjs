// Bundles what browsers get: app.css, app.js, head.js (before the first paint) and the icons that are used.
// `node build.mjs` builds once; `--watch` builds again at every change.
import { watch } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { context } from "esbuild";

const source = "static/src";
const out = "static/dist";

/** The symbols of icons.txt in one file: {% icon "lock" %} shows one. An unknown name stops the build. */
async function pictures() {
  const names = (await readFile(`${source}/icons.txt`, "utf8")).split(/\s+/).filter(Boolean);
  const symbols = await Promise.all(names.map(async (name) => {
    const svg = await readFile(`node_modules/@tabler/icons/icons/outline/${name}.svg`, "utf8");
    const inner = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").replace(/\s*\n\s*/g, "");
    return `<symbol id="${name}" viewBox="0 0 24 24">${inner}</symbol>`;
  }));
  await writeFile(`${out}/icons.svg`, `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
  for (const name of await readdir(`${source}/icons`)) await copyFile(`${source}/icons/${name}`, `${out}/${name}`);
  await writeFile(`${out}/favicon.svg`, await readFile(`${source}/favicon.svg`, "utf8"));
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const bundle = await context({
  entryPoints: [
    { in: `${source}/css/app.css`, out: "app" },
    { in: `${source}/js/app.js`, out: "app" },
    { in: `${source}/js/head.js`, out: "head" },
  ],
  outdir: out,
  bundle: true,
  minify: true,
  target: "es2022",
  legalComments: "linked",
  loader: { ".woff2": "empty" },
  logLevel: "warning",
});

if (process.argv.includes("--watch")) {
  await Promise.all([bundle.watch(), pictures()]);
  watch(source, (_, name) => { if (!name?.includes("/")) pictures().catch((fault) => process.stderr.write(`${fault}\n`)); });
} else {
  await Promise.all([bundle.rebuild(), pictures()]);
  await bundle.dispose();
}

/**
 * Builds the site: the page, docs/ as pages, the API reference, and a search over all: `deno task docs`.
 *
 * @module
 */
import { dirname, join } from "../../src/deps/path.ts";
import { buildPage, dist, root } from "../build.ts";
import { documentOf, titleOf } from "./document.ts";
import { type Entry, symbolsOf, wordsOf } from "./index_words.ts";

const manifest = JSON.parse(await Deno.readTextFile(join(root, "deno.json")));

/** All Markdown files of docs/, the guide first, then by name. */
async function filesUnder(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(join(root, folder))) {
    const path = `${folder}/${name}`;
    if (isDirectory) found.push(...await filesUnder(path));
    else found.push(path);
  }
  return found.sort();
}

/** Where a link of a page leads on the site, where pages are HTML; nowhere if it is to the code, which is not on it. */
function onSite(page: string, address: string): string | undefined {
  if (/^([a-z]+:|#)/.test(address)) return address;
  const isOfDocs = join("/", dirname(page), address).startsWith("/docs/");
  return isOfDocs ? address.replace(/\.md(?=#|$)/, ".html") : undefined;
}

/** The way from a page to the site's root. */
function upFrom(path: string): string {
  return "../".repeat(path.split("/").length - 1);
}

function navOf(up: string): string {
  const links = [
    ["", "The page"],
    ["docs/guide.html", "Guide"],
    ["docs/fit.html", "Regressions"],
    ["docs/minimize.html", "minimize"],
    ["docs/workloads.html", "Workloads"],
    ["docs/claims.html", "Claims"],
    ["api/index.html", "API"],
    ["search.html", "Search"],
  ].map(([to, text]) => `<a href="${up}${to}">${text}</a>`);
  return `<nav aria-label="Site">${links.join("\n")}</nav>`;
}

async function pages(): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const path of await filesUnder("docs")) {
    const to = join(dist, path);
    await Deno.mkdir(dirname(to), { recursive: true });
    if (!path.endsWith(".md")) {
      await Deno.copyFile(join(root, path), to);
      continue;
    }
    const markdown = await Deno.readTextFile(join(root, path));
    const up = upFrom(path);
    const html = documentOf({
      markdown,
      up,
      nav: navOf(up),
      link: (address) => onSite(path, address),
    });
    await Deno.writeTextFile(to.replace(/\.md$/, ".html"), html);
    entries.push({
      title: titleOf(markdown),
      address: path.replace(/\.md$/, ".html"),
      text: wordsOf(markdown),
    });
  }
  return entries;
}

async function reference(): Promise<Entry[]> {
  const doors = Object.values(manifest.exports) as string[];
  const folder = join(dist, "api");
  const { success, stderr } = await new Deno.Command("deno", {
    args: ["doc", "--html", "--name=more-descent", `--output=${folder}`, ...doors],
    cwd: root,
  }).output();
  if (!success) throw new Error(`deno doc: ${new TextDecoder().decode(stderr)}`);
  return symbolsOf(await Deno.readTextFile(join(folder, "search_index.js")));
}

await buildPage();
const entries = [...await pages(), ...await reference()];
await Deno.writeTextFile(join(dist, "search.json"), JSON.stringify(entries));
await Deno.copyFile(join(root, "web/site/search.js"), join(dist, "search.js"));
const index = join(dist, "index.html");
const links = `<nav aria-label="More">
<a href="docs/guide.html">Guide</a> <a href="api/index.html">API</a> <a href="search.html">Search</a>
<a href="sizes.html">Sizes</a></nav>`;
const page = await Deno.readTextFile(index);
await Deno.writeTextFile(index, page.replace(/<span id="site-links">\s*<\/span>/, () => links));
const form = `
<div role="search"><label>Words <input id="words" type="text" autocomplete="off" autofocus></label></div>
<p id="found" class="small" aria-live="polite"></p>
<ol id="results"></ol>
<script type="module" src="./search.js"></script>
<noscript><p>The search needs JavaScript. The <a href="./docs/guide.html">guide</a> names every page.</p></noscript>`;
const search = { markdown: "# Search", up: "./", nav: navOf("./"), behind: form };
await Deno.writeTextFile(join(dist, "search.html"), documentOf(search));

/**
 * Builds the page into web/dist: `deno task web`.
 *
 * @module
 */
import { dirname, join } from "../src/deps/path.ts";
import { markdownHtml } from "../src/deps/markdown.ts";
import { writeSizes } from "./site/sizes.ts";
import { htmlText } from "../src/records/report_page.ts";
import { useBackend } from "../src/backend/backend.ts";
import { version } from "../src/backend/version.ts";
import { drawConcept } from "../src/drawings/concept_pages.ts";
import { conceptDrawing } from "../src/experiments/concepts/concepts.ts";
import type { ConceptFigure } from "../src/records/drawing.ts";

const web = new URL("./", import.meta.url).pathname;
/** The repository. */
export const root = dirname(web.replace(/\/$/, ""));
/** Where the page goes. */
export const dist = join(web, "dist");

/** What is drawn when the page is built, for readers without JavaScript. */
const concepts: ConceptFigure[] = [1, 2, 3, 6, 7, 8];

/** In a browser Plot draws into the page: no document of our own is packed. */
const importMap = {
  imports: { [`file://${root}/src/deps/dom.ts`]: `file://${web}native_dom.ts` },
};

/** Bundles entries, with what they load later in files of their own; beside one another, so that they find one another. */
async function bundle(entries: string[], args: string[]): Promise<void> {
  const map = await Deno.makeTempFile({ suffix: ".json" });
  try {
    await Deno.writeTextFile(map, JSON.stringify(importMap));
    const { success, stderr } = await new Deno.Command("deno", {
      args: [
        ...["bundle", "--quiet", "--minify", "--platform", "browser", "--import-map", map],
        ...[...args, ...entries.map((entry) => join(web, entry))],
      ],
      cwd: root,
    }).output();
    if (!success) throw new Error(`deno bundle: ${new TextDecoder().decode(stderr)}`);
  } finally {
    await Deno.remove(map);
  }
}

async function pictures(): Promise<void> {
  await useBackend("cpu");
  const folder = join(dist, "pictures");
  await Deno.mkdir(folder, { recursive: true });
  const named = (figure: number) => join(folder, `figure-${String(figure).padStart(2, "0")}.svg`);
  for (const figure of concepts) {
    const environment = {
      ...{ deno: Deno.version.deno, tfjs: "", backend: "cpu" as const, adapter: null },
      ...{ cpu: "", threads: 1, started: "" },
    };
    const data = { kind: "figure" as const, title: "", project: version, environment, figure };
    await Deno.writeTextFile(
      named(figure),
      drawConcept({ ...data, drawing: conceptDrawing(figure) }),
    );
  }
  for (const figure of [9, 12]) {
    await Deno.copyFile(
      join(root, "docs", `figure-${String(figure).padStart(2, "0")}.svg`),
      named(figure),
    );
  }
}

/** tfjs's own .wasm files, of the package in Deno's cache. */
async function wasmFiles(): Promise<void> {
  const { stdout } = await new Deno.Command("deno", { args: ["info", "--json"] }).output();
  const { npmCache } = JSON.parse(new TextDecoder().decode(stdout));
  const package_ = "registry.npmjs.org/@tensorflow/tfjs-backend-wasm/4.22.0/dist";
  for (const kind of ["", "-simd", "-threaded-simd"]) {
    const name = `tfjs-backend-wasm${kind}.wasm`;
    await Deno.copyFile(join(npmCache, package_, name), join(dist, name));
  }
}

/** What the first figures need, so that it is asked for at once: their sections and their Worker, with all that these import. */
async function firstFiles(): Promise<string[]> {
  const found = new Set<string>();
  const follow = async (file: string) => {
    const folder = dirname(file);
    const text = await Deno.readTextFile(join(dist, file));
    for (const [, name] of text.matchAll(/(?:from|import)"(\.[^"]+\.js)"/g)) {
      const path = join(folder, name);
      if (found.has(path)) continue;
      found.add(path);
      await follow(path);
    }
  };
  for await (const { name } of Deno.readDir(dist)) {
    if (/^(curve|valley|tf_cpu)-.*\.js$/.test(name)) found.add(name);
  }
  for (const file of [...found, "workers/concepts.js"]) await follow(file);
  return [...found].sort();
}

/** The page, with the claims' verdicts as docs/claims.md has them. */
async function page(): Promise<void> {
  const claims = await Deno.readTextFile(join(root, "docs", "claims.md"));
  const table = claims.split("\n").filter((line) => line.startsWith("|"));
  const first = table.slice(0, table.findIndex((line) => line.includes("measured")));
  const html = markdownHtml(first.join("\n"), {
    link: (_address, text) => htmlText(text),
    image: (_address, text) => htmlText(text),
    html: htmlText,
  });
  const links = (await firstFiles()).map((file) => `<link rel="modulepreload" href="./${file}">`);
  const text = await Deno.readTextFile(join(web, "index.html"));
  await Deno.writeTextFile(
    join(dist, "index.html"),
    text.replace("<!-- claims -->", () => html).replace(
      "</head>",
      () => `${links.join("\n")}\n</head>`,
    ),
  );
}

/** Builds the page, and the library as one module. */
export async function buildPage(): Promise<void> {
  await Deno.mkdir(dist, { recursive: true });
  for await (const { name } of Deno.readDir(dist)) {
    await Deno.remove(join(dist, name), { recursive: true });
  }
  const workers = ["concepts", "races", "tables"].map((name) => `workers/${name}.ts`);
  await bundle(["page.ts", ...workers], ["--code-splitting", "--outdir", dist]);
  await bundle(["library.ts"], ["--output", join(dist, "more-descent.js")]);
  await Promise.all([
    Deno.copyFile(join(web, "style.css"), join(dist, "style.css")),
    Deno.mkdir(join(dist, "data")).then(() =>
      Deno.copyFile(join(root, "data/digits.csv.gz"), join(dist, "data/digits.csv.gz"))
    ),
    page(),
    pictures(),
    wasmFiles(),
  ]);
  await writeSizes(dist);
}

if (import.meta.main) await buildPage();

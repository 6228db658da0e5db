/** The pictures of docs/ are what today's code draws of the records and tables that they were made of. */
import assert from "node:assert/strict";
import { drawPeers } from "../../bench/peers/chart.ts";
import { catalog } from "../../src/experiments/workloads/catalog.ts";
import { knownTargets } from "../../src/experiments/workloads/choose.ts";
import { parseWorkloads } from "../../src/experiments/workloads/record.ts";
import { workloadsReport } from "../../src/experiments/workloads/report.ts";
import { fit } from "../../src/regression/fit/fit.ts";
import { fitPictures } from "../../src/regression/results/pictures.ts";
import { cellsOf } from "../../web/table/parse.ts";
import { columnsOf } from "../../web/table/columns.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string) => Deno.readTextFile(new URL(path, root));

/**
 * A picture's elements in order, with their attributes and texts, numbers to seven digits: the formatter breaks lines and spells ends
 * otherwise, and rounding differs.
 */
function drawn(svg: string): string[] {
  const rounded = svg.replace(
    /\d+\.\d{6,}/g,
    (text) => String(Number(Number(text).toPrecision(7))),
  );
  const plain = rounded.replace(/\s+/g, " ").replace(/<(\w+)([^<>]*)><\/\1>/g, "<$1$2/>");
  return [...plain.matchAll(/<[^>]+>|[^<]+/g)].map(([part]) =>
    part.replace(/\s*([;:"=,/>])\s*/g, "$1").trim()
  ).filter((part) => part !== "");
}

async function assertDrawn(path: string, svg: string): Promise<void> {
  assert.deepEqual(drawn(await read(path)), drawn(svg), path);
}

Deno.test("docs/peers.svg is drawn from its record", async () => {
  const { results } = JSON.parse(await read("bench/results/peers.json"));
  await assertDrawn("docs/peers.svg", drawPeers(results));
});

Deno.test("the workloads' pictures and page are made from their record", async () => {
  const path = "bench/results/workloads.json";
  const record = parseWorkloads(await read(path), path);
  const files = workloadsReport(record, catalog, knownTargets(record));
  for (const name of ["workloads-profiles.svg", "workloads-curves.svg"]) {
    await assertDrawn(`docs/${name}`, files[name]);
  }
  const words = (text: string) => text.replace(/[\s|-]+/g, " ").replaceAll(/[*_]/g, "");
  assert.equal(words(await read("docs/workloads.md")), words(files["workloads.md"]));
});

Deno.test("fit.md's pictures are drawn from its table", async () => {
  const { values, columns } = columnsOf(cellsOf(await read("tests/data/tables/swiss.csv")));
  const features = columns.map(({ name }) => name).filter((name) => name !== "Fertility");
  const result = await fit(values, { formula: `Fertility ~ ${features.join(" + ")}` });
  const pictures = fitPictures(result);
  for (const name of ["coefficients", "residuals"]) {
    await assertDrawn(`docs/fit-${name}.svg`, pictures[`${name}.svg`]);
  }
  const formula = `Fertility ~ ${features.join(" + ")}`;
  const path = fitPictures(await fit(values, { formula, path: { alpha: 1, cv: 5 } }));
  for (const name of ["path", "cv"]) {
    await assertDrawn(`docs/fit-${name}.svg`, path[`${name}.svg`]);
  }
});

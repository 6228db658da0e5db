import { join } from "../../../src/deps/path.ts";
import assert from "../../../src/deps/test.ts";
import { bytesInUse } from "../../../src/kernels/threads/memory.ts";
import { type DuckDBEngine, openDuckDB } from "../../../src/regression/engines/duckdb/engine.ts";
import type { FamilyName } from "../../../src/regression/model/families.ts";
import { openRows } from "../../../src/regression/rows/open_rows.ts";
import { prepare } from "../../../src/regression/fit/prepare.ts";
import { QueriedRows } from "../../../src/regression/rows/queried_rows.ts";
import { StreamedRows } from "../../../src/regression/rows/streamed_rows.ts";
import { startThreads, stopThreads } from "../../../src/kernels/threads/threads.ts";
import type { Answer, Question } from "../../../src/regression/model/questions.ts";
import type { FitRequest } from "../../../src/regression/model/request.ts";
import { mostHeld } from "../../../src/regression/rows/rows.ts";
import { testInFolder } from "../../scripts/run.ts";

/** Gaps of every kind, and a level that only an incomplete row has. */
async function table(folder: string): Promise<string> {
  const path = join(folder, "rows.csv");
  const lines = Array.from({ length: 5000 }, (_, i) => {
    const a = i % 50 === 7 ? "" : 20 + Math.sin(i * i);
    const kind = i % 90 === 3 ? "" : i === 7 ? "never seen" : ["u", "v", "w, x"][i % 3];
    return `${a},${-3 * Math.cos(i)},"${kind}",${i % 4},${Number(Math.sin(7 * i) > 0)},${i % 5}`;
  });
  await Deno.writeTextFile(path, ["a,b,kind,count,hit,weight", ...lines].join("\n"));
  return path;
}

const requests: [family: FamilyName, target: string, weights?: string][] = [
  ["linear", "b"],
  ["linear", "b", "weight"],
  ["logistic", "hit"],
  ["logistic", "hit", "weight"],
  ["poisson", "count"],
  ["poisson", "count", "weight"],
];

function requestOf(family: FamilyName, target: string, weights?: string): FitRequest {
  return {
    ...{ family, target, weights, exclude: [], categorical: [], where: ["a < 20.9"] },
    ...{ ridge: 0, intercept: true, strict: false, confidence: 0.95, maxScans: 50 },
  };
}

async function allRows(engine: DuckDBEngine, request: FitRequest) {
  const { place, model } = await prepare(engine, request);
  const held = await openRows(engine, place, model, mostHeld);
  const streamed = new StreamedRows(engine, place, model, 1);
  const queried = await openRows(engine, place, model, 0);
  return { held, streamed, queried, model };
}

/** The same numbers, names and lists, but for rounding. */
function alike(found: unknown, wanted: unknown, path = ""): void {
  if (typeof wanted === "number" && Number.isFinite(wanted)) {
    const apart = Math.abs(Number(found) - wanted);
    assert.ok(apart <= 1e-11 * Math.max(100, Math.abs(wanted)), `${path}: ${found}, ${wanted}`);
  } else if (typeof wanted === "object" && wanted !== null) {
    assert.deepEqual(Object.keys(found as object), Object.keys(wanted), path);
    for (const [key, value] of Object.entries(wanted)) {
      alike((found as Record<string, unknown>)[key], value, `${path}.${key}`);
    }
  } else {
    assert.deepEqual(found, wanted, path);
  }
}

/** In an order that does not depend on who made it, without what was not asked, and what SQL alone is asked. */
function sorted(answer: Answer): unknown {
  const there = Object.entries(answer).filter(([name, value]) =>
    value !== undefined && name !== "check"
  );
  return Object.fromEntries(there.sort(([one], [other]) => one < other ? -1 : 1));
}

for (const [family, target, weights] of requests) {
  testInFolder(
    `rows in memory and in a stream answer what DuckDB answers: ${family}${
      weights ? ", weighted" : ""
    }`,
    async (folder) => {
      const engine = await openDuckDB(await table(folder));
      const request = requestOf(family, target, weights);
      const { held, streamed, queried, model } = await allRows(engine, request);
      assert.ok(held.held && queried instanceof QueriedRows);
      const scaling = await held.guess();
      const columns = model.columns.map((_, j) => j);
      const at = columns.map((j) => 0.3 * Math.sin(j + 1));
      const along = columns.map((j) => 0.2 * Math.cos(j));
      const bins = { low: -2, width: 0.25, count: 12 };
      const shared = { scaling, columns, at };
      const questions: Question[] = [
        { kind: "moments", scaling },
        { kind: "point", ...shared, hessian: false, bins },
        {
          kind: "point",
          ...{ ...shared, hessian: true },
          along: family === "logistic" ? along : undefined,
        },
        { kind: "point", ...shared, columns: [0, 2], at: at.slice(0, 2), hessian: true },
        { kind: "losses", scaling, columns, from: at, along, fractions: [1, 0.5, 0.25] },
      ];
      for (const question of questions) {
        const wanted = sorted(await queried.answer(question));
        alike(sorted(await held.answer(question)), wanted);
        alike(sorted(await streamed.answer(question)), wanted);
      }
      held.close();
      await engine.close();
    },
  );
}

testInFolder("rows that take too much memory are streamed, and leave it free", async (folder) => {
  const path = join(folder, "long.csv");
  const lines = Array.from({ length: 9000 }, (_, i) => `${i},${i % 7}`);
  await Deno.writeTextFile(path, ["x,y", ...lines].join("\n"));
  const engine = await openDuckDB(path);
  const request = { ...requestOf("linear", "y"), where: [] };
  const { place, model } = await prepare(engine, request);
  await startThreads();
  const before = bytesInUse();
  for (const most of [1, 8 * 2 * 8999]) {
    const rows = await openRows(engine, place, model, most);
    assert.ok(rows instanceof StreamedRows);
    assert.equal(bytesInUse(), before);
  }
  const rows = await openRows(engine, place, model, 8 * 2 * 9000);
  assert.ok(rows.held);
  rows.close();
  assert.equal(bytesInUse(), before);
  await engine.close();
  stopThreads();
});

testInFolder("a stream of no complete rows is an answer, too", async (folder) => {
  const path = join(folder, "none.csv");
  await Deno.writeTextFile(path, "x,y\n1,\n2,\n,3\n");
  const engine = await openDuckDB(path);
  for (const where of [[], ["x > 9"]]) {
    const { place, model } = await prepare(engine, { ...requestOf("linear", "y"), where });
    const scaling = await new QueriedRows(engine, place, model).guess();
    const answer = await new StreamedRows(engine, place, model).answer({
      kind: "moments",
      scaling,
    });
    assert.equal(answer.used, 0);
    assert.ok("rows" in answer && answer.rows === (where.length === 0 ? 3 : 0));
  }
  await engine.close();
});

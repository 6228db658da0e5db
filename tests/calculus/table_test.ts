import { useBackend } from "../../src/backend/backend.ts";
import assert from "../../src/deps/test.ts";
import { testOnBackends } from "../backends.ts";
import { operations } from "./operations/all.ts";
import { backends, here, kernelLists, measure, page, section } from "./table.ts";

const text = Deno.readTextFileSync(page);
const rows = section(text, "operations").split("\n")
  .filter((line) => line.startsWith("|"))
  .map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()))
  .slice(2);

testOnBackends("docs/calculus.md says how tfjs's own derivatives fare", async (backend) => {
  await useBackend(backend, { accelerates: false });
  const column = 1 + backends.indexOf(backend);
  const said = Object.fromEntries(rows.map((row) => [row[0], row[column]]));
  assert.deepEqual(said, Object.fromEntries(await measure()));
});

Deno.test("docs/calculus.md has a row for every operation, and says which are repaired", () => {
  assert.deepEqual(rows.map(([name]) => name), Object.keys(operations));
  for (const row of rows) assert.equal(row[4], here(row[0], row.slice(1, 4)), row[0]);
});

Deno.test("docs/calculus.md lists the kernels as the code does", () => {
  const kernels = section(text, "kernels");
  for (const [title, names] of Object.entries(kernelLists())) {
    const paragraph = kernels.split(`**${title}**`)[1].split("\n\n")[0];
    assert.deepEqual([...paragraph.matchAll(/`(\w+)`/g)].map(([, name]) => name), names);
  }
});

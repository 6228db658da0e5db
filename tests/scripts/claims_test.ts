import { join } from "../../src/deps/path.ts";
import assert from "../../src/deps/test.ts";
import { runScript, testInFolder } from "./run.ts";

const ids = ["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9"];

testInFolder(
  "every claim gets a verdict with numbers behind it, in a report that says how it was shrunk",
  async (folder) => {
    const { code, stderr, stdout } = await runScript("claims", [
      ...["--rows", "300", "--iterations", "4", "--backend", "wasm", "--out", folder],
    ]);
    assert.equal(code, 0, stderr);
    const report = JSON.parse(await Deno.readTextFile(join(folder, "claims.json")));
    assert.deepEqual(report.claims.map((claim: { id: string }) => claim.id), ids);
    for (const { id, quote, findings } of report.claims) {
      assert.ok(quote.length > 20 && findings.length > 0, id);
      for (const { verdict, says, numbers } of findings) {
        assert.ok(
          ["holds", "holds with a correction", "does not hold", "not tested"].includes(verdict),
        );
        assert.ok(says.length > 20 && Object.keys(numbers).length > 0, id);
      }
    }
    const markdown = await Deno.readTextFile(join(folder, "claims.md"));
    assert.match(markdown, /\*\*Smaller than the post: at most 300 rows, 4 iterations\.\*\*/);
    for (const id of ids) assert.match(markdown, new RegExp(`^## ${id}$`, "m"));
    assert.match(stdout, /C9/);
    // Without leave to run python3, scikit-learn is not asked, and the report says so.
    assert.match(markdown, /scikit-learn did not run: it needs --allow-run=python3/);
  },
);

Deno.test("claims C10 is one clear line and exit code 1", async () => {
  const { code, stderr } = await runScript("claims", ["C10"]);
  assert.equal(code, 1);
  assert.match(stderr, /C10.*Allowed choices are C1, /);
});

Deno.test("a claim that too few rows cannot decide is refused in a line that says how many can", async () => {
  const { code, stderr } = await runScript("claims", ["C3", "--rows", "1"]);
  assert.equal(code, 1);
  assert.match(stderr, /^error: Cannot judge C3 by 1 rows: .*Give --rows 11 or more\.\n$/m);
  assert.doesNotMatch(stderr, /\n\s+at /, "no stack trace");
});

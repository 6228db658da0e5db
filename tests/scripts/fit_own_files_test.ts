import { join } from "../../src/deps/path.ts";
import assert from "../../src/deps/test.ts";
import { dataFile } from "../regression/fits.ts";
import { deno, finish, root, testInFolder } from "./run.ts";

const permissions = ["--no-prompt", "--allow-read", "--allow-write", "--allow-ffi"];
const script = new URL("scripts/fit.ts", root).pathname;

async function fit(args: string[], cwd: string) {
  return await finish(deno(["run", ...permissions, script, ...args], { cwd }).spawn());
}

const target = ["--target", "Fertility"];
const swiss = await Deno.readTextFile(dataFile("swiss.csv"));

/** The same rows, one object a line. */
function asJson(): string {
  const [head, ...lines] = swiss.trim().split("\n").map((line) =>
    line.replaceAll('"', "").split(",")
  );
  return lines.map((cells) =>
    JSON.stringify(Object.fromEntries(head.map((name, i) => [name, Number(cells[i])])))
  ).join("\n");
}

for (
  const [title, data, out, hold] of [
    ["the folder itself", "gf", "gf", "512"],
    ["the folder, streamed by SQL", "gf", "gf", "0"],
    ["a folder inside", "gf", "gf/out", "512"],
    ["the folder, another spelling", "./gf/../gf", "gf/out", "512"],
    ["a symbolic link to it", "link", "gf", "512"],
    ["a pattern", "gf/*.csv", "gf", "512"],
    ["a pattern of folders", "gf/**/*.csv", "gf/out", "512"],
    ["everything", "gf/*", "gf", "512"],
    ["everything below", "gf/**", "gf/out", "0"],
    ["a folder of a pattern", "g*", "gf/out", "512"],
  ] as const
) {
  testInFolder(`data and output together, CSV: ${title}`, async (folder) => {
    await Deno.mkdir(join(folder, "gf"));
    await Deno.symlink(join(folder, "gf"), join(folder, "link"));
    await Deno.writeTextFile(join(folder, "gf/a.csv"), swiss);
    const args = [data, ...target, "--predict", "gf/a.csv", "--out", out, "--hold", hold];
    for (let run = 0; run < 3; run++) {
      const { code, stdout, stderr } = await fit(args, folder);
      assert.equal(code, 0, stderr);
      assert.match(stdout, /Rows used: 47; none dropped/);
      assert.equal(
        /Note: \d files? that an earlier run wrote into .* left out: /.test(stdout),
        run > 0,
        stdout,
      );
    }
  });
}

testInFolder("data and output together: JSON, Parquet, and the default folder", async (folder) => {
  await Deno.mkdir(join(folder, "j"));
  await Deno.writeTextFile(join(folder, "j/a.json"), asJson());
  for (const [data, hold] of [["j", "512"], ["j", "0"], ["j/*.json", "0"], [".", "0"]]) {
    // The first writes j/fit.json between its scans.
    const { code, stdout, stderr } = await fit(
      [data, ...target, "--out", "j", "--hold", hold],
      folder,
    );
    assert.equal(code, 0, stderr);
    assert.match(stdout, /Rows used: 47; none dropped/);
  }
  await Deno.mkdir(join(folder, "d"));
  await Deno.writeTextFile(join(folder, "d/a.csv"), swiss);
  await Deno.copyFile(join(folder, "d/a.csv"), join(folder, "other.csv"));
  for (let run = 0; run < 2; run++) {
    const { code, stdout, stderr } = await fit(
      [".", ...target, "--predict", "../other.csv"],
      join(folder, "d"),
    );
    assert.equal(code, 0, stderr);
    assert.match(stdout, /Rows used: 47; none dropped/);
  }
  // As they lie in the folder above: this project's CSV beside JSON of your own.
  await Deno.remove(join(folder, "d/a.csv"));
  await Deno.copyFile(join(folder, "j/a.json"), join(folder, "d/a.json"));
  const mixed = await fit(["d", ...target], folder);
  assert.match(mixed.stdout, /Rows used: 47; none dropped/, mixed.stderr);
  await Deno.remove(join(folder, "d/a.json"));
  const none = await fit(["d", ...target], folder);
  assert.equal(none.code, 1);
  assert.match(
    none.stderr,
    /^error: .*nothing but what an earlier run wrote \(.*predictions.csv.*\n$/,
  );
  // A reader's own file of that name is data.
  await Deno.writeTextFile(join(folder, "d/out/predictions.csv"), swiss);
  const own = await fit(["d", ...target, "--out", "elsewhere"], folder);
  assert.match(own.stdout, /Rows used: 47; none dropped/, own.stderr);
});

testInFolder("a fit goes on only with the rows it began with", async (folder) => {
  const rows = (y: (a: number, b: number, e: number) => number) =>
    ["a,b,y"].concat(Array.from({ length: 2000 }, (_, i) => {
      const [a, b, e] = [Math.sin(i), Math.cos(i * i), Math.sin(31 * i) / 2];
      return [a, b, y(a, b, e)].map((each) => each.toFixed(6)).join(",");
    })).join("\n");
  const before = rows((a, b, e) => 1 + 2 * a - b + e);
  const after = rows((a, b, e) => 10 - 3 * a + 5 * b + e);
  const path = join(folder, "t.csv");
  const binary = (sign: number) =>
    rows((a, b, e) => Number(sign * (a - b + 2 * e) > 0)).replaceAll(/,([01])\.0+$/gm, ",$1");
  const linear = { before, after, family: "linear" };
  const logistic = { before: binary(1), after: binary(-1), family: "logistic" };
  for (
    const [{ before, after, family }, hold] of [
      ...[linear, logistic].flatMap((each) => ["512", "0"].map((hold) => [each, hold] as const)),
    ]
  ) {
    await Deno.writeTextFile(path, before);
    const asked = [
      "t.csv",
      "--target",
      "y",
      "--family",
      family,
      "--max-scans",
      "2",
      "--hold",
      hold,
    ];
    if (family === "linear") asked[6] = "1";
    const first = await fit(asked, folder);
    assert.equal(first.code, 0, first.stderr);
    const resumed = () =>
      fit(["--resume", "out/fit.json", "--max-scans", "20", "--hold", hold, "--out", "r"], folder);
    const same = await resumed();
    assert.equal(same.code, 0, same.stderr);
    assert.match(same.stdout, /converged/);
    await Deno.writeTextFile(path, after);
    const changed = await resumed();
    assert.equal(changed.code, 1);
    assert.match(
      changed.stderr,
      /^error: Cannot resume: "t\.csv" was changed since the first scan.*\n$/,
    );
    // A record of 0.1.0 has no size and time: the sums tell, and rows that stayed go on.
    const record = JSON.parse(await Deno.readTextFile(join(folder, "out/fit.json")));
    assert.equal(typeof record.stamp, "string");
    delete record.stamp;
    await Deno.writeTextFile(join(folder, "out/fit.json"), JSON.stringify(record));
    const summed = await resumed();
    assert.equal(summed.code, 1);
    assert.match(summed.stderr, /^error: Cannot trust the later scans.*\n$/);
    await Deno.writeTextFile(path, before);
    const old = await resumed();
    assert.equal(old.code, 0, old.stderr);
    assert.match(old.stdout, /converged/);
  }
});

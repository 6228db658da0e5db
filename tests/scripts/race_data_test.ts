import { join } from "../../src/deps/path.ts";
import assert from "../../src/deps/test.ts";
import { isRaceData } from "../../src/records/data.ts";
import { validateFigure } from "../../src/records/validate.ts";
import { deno, finish, root, testInFolder } from "./run.ts";

const permissions = [
  "--no-prompt",
  "--allow-read",
  "--allow-write",
  "--allow-sys=cpus",
  "--allow-ffi",
];

async function race(folder: string, csv: string, args: string[]) {
  const file = join(folder, "data.csv");
  await Deno.writeTextFile(file, csv);
  const script = new URL("scripts/race.ts", root).pathname;
  const common = ["--data", file, "--backend", "cpu", "--out", folder];
  return await finish(deno(["run", ...permissions, script, ...common, ...args]).spawn());
}

/** y = 2 a - 3 [kind = red]; one row lacks a, one column is a date, one is constant. */
const rows = Array.from({ length: 80 }, (_, i) => {
  const [a, red] = [(i * 37) % 11, i % 3 === 0];
  return `${i === 5 ? "" : a},${red ? "red" : "blue"},2020-01-0${1 + i % 9},7,${
    2 * a - (red ? 3 : 0)
  }`;
});
const csv = ["a,kind,day,same,the | price", ...rows].join("\n");

testInFolder(
  "a race on a file answers in a sentence, and writes a report, pictures and data",
  async (folder) => {
    const { code, stdout, stderr } = await race(folder, csv, [
      ...["--target", "the | price", "--seeds", "0,1", "--iterations", "20"],
      ...["--optimizers", "NEWTON,SGD,KS"],
    ]);
    assert.equal(code, 0, stderr);
    assert.match(
      stdout,
      /On this data, \S+ .*reached 95% of the best improvement in validation loss first/,
    );
    const read = (name: string) => Deno.readTextFile(join(folder, name));
    const data = validateFigure(JSON.parse(await read("race.json")));
    assert.ok(isRaceData(data));
    assert.deepEqual(data.table!.features, ["a", "kind = red"]);
    assert.deepEqual([data.task.rows, data.table!.validationRows], [59, 20]);
    assert.deepEqual(data.table!.notes, [
      '"day" is DATE, which cannot be used as a feature: ignored.',
      "1 of 80 rows are left out: they contain missing or infinite values.",
      '"same" is the same in every row: left out.',
    ]);
    const [newton] = data.runs.filter(({ label }) => label === "NEWTON");
    assert.ok(newton.validation![2] < 1e-10, "one Newton step solves an exact table");
    const rates = data.runs.filter(({ label }) => label === "SGD").map((run) => run.learningRate);
    assert.ok(rates[0]! > 1e-4 && rates[0] === rates[1], "the rate is chosen on the first seed");

    const report = await read("race.md");
    assert.match(report, /^# Which optimizer for the \\\| price\?\n\n\*\*On this data, /);
    assert.match(report, /!\[.*\]\(race-validation\.svg\)\n\n!\[.*\]\(race\.svg\)\n\n\| optimizer/);
    for (const name of ["race.svg", "race-validation.svg"]) {
      assert.match(
        await read(name),
        /^<svg /,
      );
    }
    assert.notEqual(await read("race.svg"), await read("race-validation.svg"));
  },
);

const bad: [csv: string, args: string[], message: RegExp][] = [
  [csv, [], /Cannot race on a file without a target\. Name its column with --target/],
  [
    csv,
    ["--target", "cost"],
    /Cannot find the target "cost" in ".*": its columns are a, kind, day, same, the \| price/,
  ],
  [
    csv,
    ["--target", "kind"],
    /Cannot use "kind" as the target: it must hold numbers, and is VARCHAR/,
  ],
  [csv, ["--target", "same"], /the target "same" is 7 in every row/],
  [csv, ["--target", "a", "--features", "same"], /no column but the target is left to learn from/],
  [csv, ["--target", "a", "--exclude", "nothing"], /Cannot find excluded column "nothing"/],
  [csv, ["--target", "a", "--rows", "5"], /'--data <file>' cannot be used with option '--rows/],
  [csv, ["--target", "a", "--validation", "1"], /Expected a number above 0 and below 1/],
  ["a,b\n1,2\n3,4", ["--target", "a"], /2 usable rows, and a race needs 3 or more/],
];

for (const [text, args, message] of bad) {
  testInFolder(
    `race --data ${args.join(" ")}: ${message.source} is one clear line`,
    async (folder) => {
      const { code, stdout, stderr } = await race(folder, text, args);
      assert.equal(code, 1);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\n\s+at /, "no stack trace");
      assert.equal(stdout, "");
    },
  );
}

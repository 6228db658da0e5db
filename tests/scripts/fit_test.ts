import { join } from "../../src/deps/path.ts";
import assert from "../../src/deps/test.ts";
import { dataFile } from "../regression/fits.ts";
import { deno, finish, root, testInFolder } from "./run.ts";

const permissions = ["--no-prompt", "--allow-read", "--allow-write", "--allow-ffi"];

async function fit(args: string[], cwd?: string) {
  const script = new URL("scripts/fit.ts", root).pathname;
  return await finish(deno(["run", ...permissions, script, ...args], { cwd }).spawn());
}

testInFolder(
  "fit.ts prints what R prints, and writes fit.json, fit.md and three pictures",
  async (folder) => {
    const outcome = await fit([dataFile("swiss.csv"), "--target", "Fertility", "--out", folder]);
    assert.equal(outcome.code, 0, outcome.stderr);
    assert.equal(outcome.stderr, "");
    assert.match(outcome.stdout, /Education +│ -0\.87094 +│ 0\.183029 +│ -4\.758 +│ 2\.43e-5/);
    assert.match(outcome.stdout, /R squared 0\.706735, adjusted 0\.670971/);
    assert.match(outcome.stdout, /Rows used: 47; none dropped/);
    assert.match(
      outcome.stdout,
      /Scans of the data: 2 \(of rows in memory, read once\); [\d.]+ seconds/,
    );
    const result = JSON.parse(await Deno.readTextFile(join(folder, "fit.json")));
    assert.equal(result.coefficients.length, 6);
    assert.deepEqual([result.scans, result.rows.used, result.status], [2, 47, "converged"]);
    assert.equal(result.sample.length, 47);
    const report = await Deno.readTextFile(join(folder, "fit.md"));
    assert.match(report, /\| Education \| -0\.87094 \| 0\.183029 \|/);
    for (const name of ["coefficients", "residuals", "loss"]) {
      assert.match(report, new RegExp(`!\\[${name}\\]\\(${name}\\.svg\\)`));
      assert.match(await Deno.readTextFile(join(folder, `${name}.svg`)), /^<svg[\s\S]*<\/svg>\s*$/);
    }
  },
);

testInFolder(
  "predictions are the fitted values; a finished fit is drawn again without a scan",
  async (folder) => {
    const file = dataFile("warpbreaks.csv");
    const first = await fit([file, "--target", "breaks", "--family", "poisson", "--out", folder]);
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stdout, /Scans of the data: 5 .*, and 2 for the levels of categories/);
    const path = join(folder, "fit.json");
    const again = await fit(["--resume", path, "--predict", file, "--out", folder]);
    assert.match(again.stdout, /predictions\.csv: 54 rows\./);
    const [head, line] = (await Deno.readTextFile(join(folder, "predictions.csv"))).split("\n");
    assert.equal(head, "breaks,wool,tension,prediction");
    // R: predict(glm(breaks ~ wool + tension, poisson), type = "response")[1]
    assert.ok(Math.abs(Number(line.split(",")[3]) - 40.12353801) < 1e-8);
  },
);

testInFolder("--timeout ends a fit in one line, and what was scanned is kept", async (folder) => {
  const lines = Array.from({ length: 300 }, (_, i) => `${i},${i % 7},${i * i % 11}`);
  const file = join(folder, "t.csv");
  await Deno.writeTextFile(file, ["a,b,y", ...lines].join("\n"));
  const { code, stderr } = await fit([
    file,
    "--target",
    "y",
    "--timeout",
    "0.000001",
    "--out",
    folder,
  ]);
  assert.equal(code, 1);
  assert.match(stderr, /^error: Stopped after 0\.000001 seconds\. No scan was finished\.\n$/);
});

testInFolder(
  "rows that lack a value are dropped and counted; --strict makes them an error",
  async (folder) => {
    const file = join(folder, "gaps.csv");
    await Deno.writeTextFile(file, "a,b,y\n1,2,3\n,2,4\n3,NA,1\n4,1,2\n5,9,9\n6,2,1\n7,nan,1\n");
    const args = [file, "--target", "y", "--out", folder];
    const { stdout } = await fit(args);
    assert.match(stdout, /Rows used: 4; 3 of 7 dropped \(no value: "a" in 1, "b" in 2\)/);
    const strict = await fit([...args, "--strict"]);
    assert.equal(strict.code, 1);
    assert.match(
      strict.stderr,
      /3 of 7 rows lack a value \("b" in 2, "a" in 1\), and --strict forbids that/,
    );
  },
);

testInFolder("a word among numbers makes a category of the column, and a note", async (folder) => {
  const file = join(folder, "words.csv");
  await Deno.writeTextFile(file, "a,y\n1,2\n2,3\nno idea,1\n1,3\n2,4\nno idea,3\n");
  const { stdout } = await fit([file, "--target", "y", "--out", folder]);
  assert.match(stdout, /Note: "a" has "no idea" among its numbers: it is taken as a category/);
});

testInFolder("bad input is one clear line and exit code 1", async (folder) => {
  const write = async (name: string, text: string | Uint8Array) => {
    const path = join(folder, name);
    await (typeof text === "string" ? Deno.writeTextFile(path, text) : Deno.writeFile(path, text));
    return path;
  };
  const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 31 + 7 * i) % 256);
  const good = await write("good.csv", "a,b,c\n1,2,0\n2,1,1\n3,7,1\n4,4,0\n5,0,1\n");
  const many = Array.from({ length: 10_000 }, (_, i) => `name ${i},${i % 10}`);
  const bad: [args: string[], message: RegExp][] = [
    [[], /no target column was given/],
    [["--target", "a"], /no file was named/],
    [[join(folder, "none.csv"), "--target", "a"], /No files found that match/],
    [[await write("noise.parquet", noise), "--target", "a"], /Cannot read ".*noise\.parquet"/],
    [[await write("noise.csv", noise), "--target", "a"], /not utf-8 encoded/],
    [[await write("empty.csv", ""), "--target", "a"], /it is empty/],
    [[await write("one.csv", "a\n1\n2\n"), "--target", "a"], /one column/],
    [[await write("head.csv", "a,b\n"), "--target", "a"], /a line of names and no rows/],
    [
      [await write("bare.csv", "1,2,2\n3,4,1\n5,7,1\n"), "--target", "a"],
      /first line holds numbers \(1, 2, 2_1\).*--no-header/,
    ],
    [[good, "--target", "z"], /Cannot find the target "z" .*its columns are a, b, c/],
    [[good, "--target", "a", "--features", "q"], /Cannot find feature "q"/],
    [[good, "--target", "a", "--exclude", "b,c"], /no features are left/],
    [[good, "--target", "a", "--where", "a > 100"], /there are no rows/],
    [[good, "--target", "a", "--where", "1 = 1; DROP"], /Cannot read the condition/],
    [[await write("same.csv", "a,b\n3,1\n3,2\n3,4\n"), "--target", "a"], /3 in every row/],
    [
      [await write("text.csv", "a,b\nu,1\nv,2\n"), "--target", "a"],
      /must hold numbers, and is VARCHAR/,
    ],
    [
      [good, "--target", "a", "--family", "logistic"],
      /must be 0 or 1, and it has values from 1 to 5/,
    ],
    [
      [await write("less.csv", "a,b\n-3,1\n3,2\n0,4\n"), "--target", "a", "--family", "poisson"],
      /must be 0 or more/,
    ],
    [
      [await write("inf.csv", "a,b\n3,1e999\n3.5,2\n1,4\n"), "--target", "a"],
      /"b" has infinite values/,
    ],
    [
      [await write("wide.csv", "a,b,c,d\n1,2,3,5\n2,3,1,4\n"), "--target", "a"],
      /4 columns need at least as many rows, and there are 2/,
    ],
    [
      [await write("levels.csv", ["t,y", ...many].join("\n")), "--target", "y"],
      /"t" as a category: it has more than 100 levels. Try --exclude t/,
    ],
    [[
      await write("sides.csv", "a,y\n1,0\n2,0\n3,1\n4,1\n"),
      "--target",
      "y",
      "--family",
      "logistic",
    ], /"a" separates its 0s from its 1s/],
    [
      [
        await write("minus.csv", "a,y,w\n1,0,1\n2,3,-1\n3,1,1\n"),
        "--target",
        "y",
        "--weights",
        "w",
      ],
      /weights in "w" must be 0 or more/,
    ],
    [[good, "--target", "a", "--ridge", "-1"], /Expected a finite number, 0 or more/],
    [[good, "--target", "c", "--ridge", "1e308"], /leaves no coefficient.*a smaller --ridge/],
    [[good, "--target", "a\nb"], /Cannot find the target "a\\nb" in ".*": its columns are/],
    [["--resume", folder], /Cannot read ".*": it is a folder/],
    [
      [good, "--target", "a", "--family", "weibull"],
      /Allowed choices are linear, logistic, poisson/,
    ],
    [[good, "--target", "a", "--engine", "clickhouse"], /needs a server and a table/],
    [["--resume", good], /not a fit\.json that fit\.ts wrote/],
    [["--resume", join(folder, "no.json")], /there is no ".*no\.json"/],
    [
      [good, "--target", "a", "--predict", join(folder, "no.csv")],
      /No files found that match/,
    ],
    [[good, "--target", "a", "--out", "/proc/none"], /Cannot write to the folder/],
    [[good, "--target", "a", "--predict", join(folder, "one.csv")], /has no column "b"/],
  ];
  // A few at a time: each is a process.
  for (let first = 0; first < bad.length; first += 3) {
    await Promise.all(
      bad.slice(first, first + 3).map(async ([args, message]) => {
        const out = args.includes("--out") ? [] : ["--out", join(folder, "out")];
        const { code, stderr } = await fit([...args, ...out]);
        assert.equal(code, 1, `${args}: ${stderr}`);
        assert.match(stderr, message);
        assert.equal(stderr.trim().split("\n").length, 1, stderr);
        assert.doesNotMatch(stderr, /\n\s+at /, "no stack trace");
      }),
    );
  }
});

testInFolder(
  "names in quotes may hold line breaks; blanks at their ends are left out",
  async (folder) => {
    const file = join(folder, "names.csv");
    // y = 1 + 2 a - b
    await Deno.writeTextFile(file, '"a\n1"," b ",y\n1,2,1\n2,1,4\n3,5,2\n4,4,5\n5,7,4\n');
    const { code, stderr } = await fit([file, "--target", "y", "--out", folder]);
    assert.equal(code, 0, stderr);
    const { coefficients } = JSON.parse(await Deno.readTextFile(join(folder, "fit.json")));
    const found = coefficients.map(({ name }: { name: string }) => name);
    assert.deepEqual(found, ["(intercept)", "a\n1", "b"]);
    [1, 2, -1].forEach((value, i) => assert.ok(Math.abs(coefficients[i].estimate - value) < 1e-12));
  },
);

testInFolder("what a person typed is echoed, but not without end", async (folder) => {
  const args = [dataFile("swiss.csv"), "--target", "x".repeat(10_000), "--out", folder];
  const { code, stderr } = await fit(args);
  assert.equal(code, 1);
  assert.match(stderr, /^error: Cannot find the target "x{100,}.*\.\.\.\n$/);
  assert.ok(stderr.length < 1100, `${stderr.length} characters`);
});

testInFolder("a resumed fit goes on with more scans, and with nothing else", async (folder) => {
  const options = [
    "--target",
    "am",
    "--family",
    "logistic",
    "--features",
    "wt,hp",
    "--out",
    folder,
  ];
  const first = await fit([dataFile("mtcars.csv"), ...options, "--max-scans", "2"]);
  assert.match(first.stdout, /out of scans/);
  assert.match(first.stdout, /the last step was not verified; the accuracy is unknown/);
  const resume = ["--resume", join(folder, "fit.json"), "--out", folder];
  for (const other of [["--target", "wt"], ["--ridge", "1"], [dataFile("mtcars.csv")]]) {
    const { code, stderr } = await fit([...other, ...resume]);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /Cannot resume with (--target|--ridge|".*mtcars\.csv"): .* come from the record/,
    );
  }
  const whole = await fit([...resume, "--max-scans", "50"]);
  assert.match(whole.stdout, /converged/, whole.stderr);
  const straight = await fit([dataFile("mtcars.csv"), ...options]);
  const row = /│ wt .*/;
  assert.equal(whole.stdout.match(row)?.[0], straight.stdout.match(row)?.[0]);
});

testInFolder(
  "what was dropped for its weight, and what levels are against, is said",
  async (folder) => {
    const file = join(folder, "w.csv");
    const lines = Array.from(
      { length: 30 },
      (_, i) => `${i === 3 ? "" : i},k${i % 3},${i * i},${i % 5}`,
    );
    await Deno.writeTextFile(file, ["x,kind,y,w", ...lines].join("\n"));
    const { stdout } = await fit([file, "--target", "y", "--weights", "w", "--out", folder]);
    assert.match(stdout, /7 of 30 dropped \(no value: "x" in 1; others have weight 0\)/);
    assert.match(stdout, /Reference levels: kind = k0/);
    const few = join(folder, "few.csv");
    await Deno.writeTextFile(few, "a,b,c,y\n1,2,4,1\n2,1,3,2\n4,1,1,1\n");
    const ridged = await fit([few, "--target", "y", "--ridge", "1", "--out", folder]);
    assert.equal(ridged.code, 0, ridged.stderr);
  },
);

testInFolder("--report is one page of all that the fit wrote", async (folder) => {
  const file = join(folder, "<b>&.csv");
  await Deno.writeTextFile(file, 'a,"<img src=x>",y\n1,2,3\n2,1,5\n3,5,4\n4,2,8\n5,1,9\n');
  const out = join(folder, "out");
  const { code, stdout, stderr } = await fit([file, "--target", "y", "--report", "--out", out]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /report\.html to /);
  const page = await Deno.readTextFile(join(out, "report.html"));
  assert.match(page, /download="fit\.json"/);
  assert.equal(page.match(/<img src="data:image\/svg\+xml;base64,/g)?.length, 3);
  assert.doesNotMatch(page, /<b>|<img src=x/);
});

/** Tables as people have them: what was once misread, with R's values. */
import { join } from "../../../src/deps/path.ts";
import assert from "../../../src/deps/test.ts";
import { openDuckDB } from "../../../src/regression/engines/duckdb/engine.ts";
import { fit } from "../../../src/regression/fit/fit.ts";
import { predictFile } from "../../../src/regression/fit/predict.ts";
import { reportMarkdown } from "../../../src/regression/results/fit_report.ts";
import { fitPictures } from "../../../src/regression/results/pictures.ts";
import { testInFolder } from "../../scripts/run.ts";
import { dataFile, fitFile, type Fitted } from "../fits.ts";

/** A file of these bytes or this text. */
async function file(folder: string, name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await Deno.writeFile(
    path,
    typeof content === "string" ? new TextEncoder().encode(content) : content,
  );
  return path;
}

/** Coefficients by name, to six digits. */
function found({ summary }: Fitted): Record<string, number> {
  return Object.fromEntries(
    summary.coefficients.map(({ name, estimate }) => [name, Number(estimate?.toPrecision(6))]),
  );
}

const used = ({ solution }: Fitted) => solution.start.answer.used;

testInFolder(
  "without an intercept the first category keeps all of its levels, as in R",
  async (folder) => {
    const path = await file(folder, "ni.csv", "g,y\na,5\na,6\nb,7\nb,9\nc,1\nc,2\n");
    const result = await fitFile(path, ["--target", "y", "--no-intercept"]);
    // R: lm(y ~ g - 1).
    assert.deepEqual(found(result), { "g = a": 5.5, "g = b": 8, "g = c": 1.5 });
    const { sigma, rSquared, residualDf } = result.summary.quality;
    assert.equal(residualDf, 3);
    assert.ok(Math.abs(sigma! - 1) < 1e-12 && Math.abs(rSquared! - 0.984694) < 1e-6);
  },
);

testInFolder(
  "a column whose values are numbers is one, whatever else stands in it",
  async (folder) => {
    const blank = "x,y\n1,2\n2,3\n3,5\n ,4\n5,7\n1,3\n2,2\n3,6\n5,9\n";
    const cases: [string, string, Record<string, number>, number, RegExp | undefined][] = [
      ["blank.csv", blank, { "(intercept)": 0.5, x: 1.5 }, 8, undefined],
      [
        "zeros.csv",
        "h,y\n08,1\n09,2\n10,4\n11,4\n12,6\n",
        { "(intercept)": -8.6, h: 1.2 },
        5,
        undefined,
      ],
      [
        "asked.csv",
        blank.replace(" ,", "?,"),
        { "(intercept)": 0.5, x: 1.5 },
        8,
        /"x" has a "\?" among its numbers/,
      ],
      [
        "dash.csv",
        "x,y\n2,3\n3,5\n4,4\n5,7\n6,-\n",
        { "(intercept)": 0.9, x: 1.1 },
        4,
        /"y" has a "-"/,
      ],
      [
        "text.json",
        JSON.stringify(
          [1, 2, 3, 5, 1, 2, 3, 5].map((x, i) => ({ x: `${x}.0`, y: [2, 3, 5, 7, 3, 2, 6, 9][i] })),
        ),
        { "(intercept)": 0.5, x: 1.5 },
        8,
        undefined,
      ],
    ];
    for (const [name, text, expected, rows, note] of cases) {
      const result = await fitFile(await file(folder, name, text), ["--target", "y"]);
      assert.deepEqual(found(result), expected, name);
      assert.equal(used(result), rows, name);
      const notes = result.record.prepared.notes.join(" ");
      assert.ok(note ? note.test(notes) : notes === "", `${name}: ${notes}`);
    }
  },
);

testInFolder(
  "--categorical reads a column as text, also one that looks like numbers for long",
  async (folder) => {
    const zeros = await file(folder, "zeros.csv", "h,y\n08,1\n08,2\n9,4\n9,5\n");
    assert.deepEqual(found(await fitFile(zeros, ["--target", "y", "--categorical", "h"])), {
      "(intercept)": 1.5,
      "h = 9": 3,
    });
    const codes = [
      "k,y",
      ...Array.from({ length: 30_000 }, (_, i) => `${i === 25_000 ? "A" : 1 + i % 3},${i % 3}`),
    ];
    const late = await file(folder, "late.csv", codes.join("\n"));
    const { "k = 2": two, "k = 3": three } = found(await fitFile(late, ["--target", "y"]));
    assert.deepEqual([two, three].map((value) => Math.round(value)), [1, 2]);
    const levels = await file(folder, "levels.csv", "k,y\n2,1\n3,2\n10,4\n2,1.5\n3,2.5\n10,4.5\n");
    assert.deepEqual(
      Object.keys(found(await fitFile(levels, ["--target", "y", "--categorical", "k"]))),
      [
        ...["(intercept)", "k = 3", "k = 10"],
      ],
    );
  },
);

testInFolder(
  "words for truth stay as the file spells them, and are predicted by them",
  async (folder) => {
    for (const [yes, no] of [["yes", "no"], ["T", "F"], ["Yes", "No"], ["true", "false"]]) {
      const path = await file(
        folder,
        `${yes}.csv`,
        `b,x,y\n${yes},1,2\n${no},2,3\n${yes},3,5\n${no},4,4\n${yes},5,7\n`,
      );
      const result = await fitFile(path, ["--target", "y"]);
      const name = yes === "true" ? "b" : `b = ${yes}`;
      assert.ok(name in found(result), `${Object.keys(found(result))}`);
      const to = join(folder, `${yes}.out.csv`);
      const { rows, without } = await predictFile(
        path,
        result.model,
        result.summary.coefficients,
        to,
      );
      assert.deepEqual([rows, without], [5, 0], yes);
      const where = await fitFile(path, [
        "--target",
        "y",
        "--features",
        "x",
        "--where",
        `b = ${yes}`,
      ]);
      assert.equal(used(where), 3);
    }
    // A target may say it in words.
    const target = await file(folder, "t.csv", "x,y\n1,no\n2,no\n3,yes\n4,no\n5,yes\n6,yes\n");
    const { summary } = await fitFile(target, ["--target", "y", "--family", "logistic"]);
    assert.ok(summary.coefficients[1].estimate! > 0);
  },
);

testInFolder(
  "a file of just that name is read, not what it would be a pattern of",
  async (folder) => {
    const path = await file(folder, "sales[2].csv", "x,y\n1,1\n2,2\n3,3.5\n4,4\n");
    await file(folder, "sales2.csv", "x,y\n1,9\n2,8\n3,7.5\n4,5\n");
    assert.equal(found(await fitFile(path, ["--target", "y"])).x, 1.05);
  },
);

testInFolder("row names are left out, with a note", async (folder) => {
  const rows = [[1, 2], [2, 3], [3, 5], [4, 4], [6, 7]];
  const text = `"","x","y"\n${rows.map(([x, y], i) => `"${i + 1}",${x},${y}`).join("\n")}\n`;
  const result = await fitFile(await file(folder, "rn.csv", text), ["--target", "y"]);
  // R: read.csv(row.names = 1).
  assert.deepEqual(found(result), { "(intercept)": 1.21622, x: 0.932432 });
  assert.match(result.record.prepared.notes.join(), /first column has no name and counts its rows/);
});

testInFolder("names that are numbers are names where one of them is asked for", async (folder) => {
  const text = "0,1,2\n1.5,2,3\n2.5,1,4\n3,3,6\n4,2,7\n5,5,9\n";
  const path = await file(folder, "n.csv", text);
  assert.equal(used(await fitFile(path, ["--target", "2"])), 5);
  await assert.rejects(fitFile(path, ["--target", "y"]), /its first line holds numbers/);
});

testInFolder("conditions mean what they say", async (folder) => {
  const hp = "hp,w,y\n90,1,30\n100,2,28\n?,3,25\n150,4,15\n95,3,27\n110,5,24\n200,9,12\n88,1,33\n";
  const path = await file(folder, "hp.csv", hp);
  const rows = async (where: string, from = path, target = "y") =>
    used(await fitFile(from, ["--target", target, "--features", "w", "--where", where]));
  assert.equal(await rows("hp > 92"), 5);
  assert.equal(await rows("hp > 92 and hp < 150"), 3);
  assert.equal(await rows("hp < 92 or hp >= 150"), 4);
  assert.equal(await rows("not (hp < 92 or hp >= 150)"), 3);
  assert.equal(await rows("hp in (90, 95, 100, 110)"), 4);
  assert.equal(await rows("hp not in (90, 95)"), 5);
  assert.equal(await rows("hp between 90 and 110"), 4);
  assert.equal(await rows("hp between 90 and 110 and w > 1"), 3);
  assert.equal(await rows("hp is not null"), 7);

  const times = Array.from({ length: 12 }, (_, i) => {
    const at = new Date(Date.UTC(2020, 0, 10) + i * 6 * 3600e3).toISOString();
    return `${at.slice(0, 10)} ${at.slice(11, 19)},${i},${i * i % 7}`;
  });
  const stamps = await file(folder, "ts.csv", ["ts,w,y", ...times].join("\n"));
  assert.equal(await rows("ts >= 2020-01-11T00:00:00", stamps), 8);
  assert.equal(await rows("ts <= 2020-01-11", stamps), 5);
  await assert.rejects(rows("ts > yesterday", stamps), /holds dates or times .*Write 2020-12-31/);

  const towns = await file(
    folder,
    "towns.csv",
    "t,w,y\nTrinidad and Tobago,1,2\nPeru,2,3\nChad,3,5\nPeru,4,4\nChad,5,6\n",
  );
  assert.equal(await rows("t != Trinidad and Tobago", towns), 4);
  assert.equal(await rows("t != Trinidad and Tobago and w > 2", towns), 3);
  assert.equal(await rows("t in ('Peru', Chad)", towns), 4);
  await assert.rejects(rows("t > 3", towns), /holds text .*would compare its letters/);
  await assert.rejects(rows("(w > 3", towns), /a parenthesis is not closed/);

  const engine = await openDuckDB(path);
  const parquet = join(folder, "ids.parquet");
  const ids =
    "SELECT 9007199254740992::BIGINT + i AS id, i AS w, i % 7 AS y FROM range(20) AS t(i)";
  await engine.query({ text: `COPY (${ids}) TO '${parquet}' (FORMAT parquet)`, values: [] });
  await engine.close();
  assert.equal(await rows("id != 9007199254740993", parquet), 19);
});

testInFolder("what is missing, what divides, and how it is written may be said", async (folder) => {
  const fitted = async (name: string, content: string | Uint8Array, ...args: string[]) =>
    await fitFile(await file(folder, name, content), ["--target", "y", ...args]);
  const lines = "x,y\n1,2\n2,3\n-999,3\n3,5\n5,7\n";
  assert.equal(used(await fitted("m.csv", lines, "--missing", "-999")), 4);
  assert.equal(
    used(
      await fitted(
        "s.csv",
        "# made today\n\nx|y\n1|2\n2|3\n3|5\n",
        "--skip",
        "2",
        "--delimiter",
        "|",
      ),
    ),
    3,
  );
  const names = "größe,y\n1,2\n2,3\n3,5\n";
  const latin = Uint8Array.from(names, (letter) => letter.charCodeAt(0));
  assert.ok("größe" in found(await fitted("latin.csv", latin)));
  const wide = new Uint8Array(2 + 2 * names.length);
  wide.set([0xff, 0xfe]);
  [...names].forEach((letter, i) => wide.set([letter.charCodeAt(0), 0], 2 + 2 * i));
  assert.ok("größe" in found(await fitted("wide.csv", wide)));
  assert.equal(
    found(await fitted("d.csv", "x;y\n1,5;2\n2,5;3\n3,5;4,5\n", "--decimal", ",")).x,
    1.25,
  );
  const zip = Uint8Array.from([0x50, 0x4b, 3, 4, ...latin]);
  await assert.rejects(fitted("z.csv", zip), /it is a zip archive or a workbook \(xlsx\)/);
  const commas = '"Sales, net",y,z\n1,2,5\n2,3,1\n3,5,2\n4,4,9\n';
  assert.deepEqual(Object.keys(found(await fitted("c.csv", commas, "--features", "Sales, net"))), [
    ...["(intercept)", "Sales, net"],
  ]);
  assert.equal(
    Object.keys(
      found(await fitted("c2.csv", commas, "--features", "Sales, net", "--features", "z")),
    ).length,
    3,
  );
  const empty = await fitted("e.csv", "x,Empty,y\n1,,2\n2,,3\n3,,5\n");
  assert.equal(used(empty), 3);
  assert.match(empty.record.prepared.notes.join(), /"Empty" has no value in any row: left out/);
});

Deno.test("null and undefined in memory are missing values, and options are checked", async () => {
  const y = [1, 3, 2, 5, 4.5];
  const rows = [[1], [null], [3], [4], [5]] as unknown as number[][];
  const result = await fit(rows, y);
  // R without that row.
  assert.ok(Math.abs(result.coefficients[1].estimate! - 1.0142857) < 1e-6);
  assert.deepEqual([result.rows.used, result.rows.dropped], [4, 1]);
  const target = [1, 3, null, 5, 4] as unknown as number[];
  const { coefficients } = await fit([[1], [2], [3], [4], [5]], target);
  assert.ok(Math.abs(coefficients[0].estimate! - 0.85) < 1e-9);
  for (
    const [options, message] of [
      [{ ridge: -1 }, /ridge is -1/],
      [{ ridge: NaN }, /ridge is NaN/],
      [{ family: "gaussian" }, /family is "gaussian"/],
      [{ names: ["a", "b"] }, /2 names for 1 columns/],
    ] as const
  ) {
    await assert.rejects(fit([[1], [2], [3]], [1, 2, 4], options as object), message);
  }
  await assert.rejects(
    fit([1, 2, 3] as unknown as number[][], [1, 2, 4]),
    /X must be a list of rows/,
  );
});

testInFolder("long names that begin alike are told apart in the picture", async (folder) => {
  const question = "How satisfied are you overall with the quality of service";
  const text = `"${question} (A)","${question} (B)",y\n1,5,2\n2,3,3\n3,4,6\n4,1,7\n5,2,9\n6,2,13\n`;
  const path = await file(folder, "survey.csv", text);
  const { summary, solution } = await fitFile(path, ["--target", "y"]);
  const { start } = solution;
  const result = {
    ...summary,
    deviations: [null, 1, 1],
    losses: [{ scans: 1, deviance: 1 }],
    rows: { used: start.answer.used },
  };
  const svg = fitPictures(
    { ...result, sample: [], ridge: 0, confidence: 0.95 } as unknown as Parameters<
      typeof fitPictures
    >[0],
  )["coefficients.svg"];
  assert.match(svg, /service \(A\)/);
  assert.match(svg, /service \(B\)/);
});

Deno.test("large counts leave deviance and log-likelihood their digits", async () => {
  for (const options of [{}, { mostHeld: 0 }]) {
    const { summary } = await fitFile(
      dataFile("large_counts.csv"),
      ["--target", "y", "--family", "poisson"],
      options,
    );
    const { deviance, logLikelihood } = summary.quality;
    // mpmath, with 50 digits.
    assert.ok(Math.abs(deviance / 206.8736290772897 - 1) < 1e-6, `${deviance}`);
    assert.ok(Math.abs(logLikelihood / -2788.723081577504 - 1) < 1e-9, `${logLikelihood}`);
  }
});

Deno.test("logistic and poisson report exp(b), and counts that vary too much are noted", async () => {
  const x = Array.from({ length: 40 }, (_, i) => [i % 5]);
  const y = x.map((_, i) => i % 3 === 0 ? 0 : 3 * (i % 7));
  const result = await fit(x, y, { family: "poisson" });
  assert.match(
    result.notes.join(),
    /Pearson chi squared \/ degrees of freedom = .*errors are too small by/,
  );
  const [, slope] = result.coefficients;
  const [, ratio] = /\| x1 \| +([\d.]+) \| [\d.]+ \| [\d.]+ \|\n/.exec(
    reportMarkdown(result, []).split("rate ratio")[1],
  )!;
  assert.ok(Math.abs(Number(ratio) - Math.exp(slope.estimate!)) < 1e-5);
});

testInFolder(
  "of a logistic target of two words the second counts as 1, and three words are refused",
  async (folder) => {
    const rows = "1,Good\n2,Bad\n3,Good\n4,Bad\n5,Bad\n6,Good\n7,Bad\n8,Bad\n2.5,Good\n";
    const path = await file(folder, "words.csv", `x,status\n${rows}`);
    for (const args of [["--target", "status"], ["--formula", "status ~ x"]]) {
      for (const options of [{}, { mostHeld: 0 }]) {
        const result = await fitFile(path, [...args, "--family", "logistic"], options);
        // R: glm(status ~ x, binomial).
        assert.deepEqual(found(result), { "(intercept)": 1.76388, x: -0.483683 });
        assert.ok(result.notes.some((note) => note.includes('"Good" counts as 1, "Bad" as 0')));
      }
    }
    const three = await file(folder, "three.csv", `x,status\n${rows}9,Odd\n`);
    await assert.rejects(
      fitFile(three, ["--target", "status", "--family", "logistic"]),
      /has two values, and it has more than two values \(Bad, Good, Odd, \.\.\.\)/,
    );
    const status = rows.trim().split("\n").map((row) => row.split(",")[1]);
    const x = rows.trim().split("\n").map((row) => Number(row.split(",")[0]));
    const { coefficients, notes } = await fit({ x, status }, {
      formula: "status ~ x",
      family: "logistic",
    });
    assert.ok(Math.abs(coefficients[1].estimate! + 0.483683) < 1e-6);
    assert.match(notes[0], /counts as 1/);
  },
);

testInFolder(
  "the rows of a picture are drawn from all of a sorted file, not from its beginning",
  async (folder) => {
    const count = 20_000;
    const lines = Array.from({ length: count }, (_, i) => `${i},${i + 3 * Math.sin(7 * i)}`);
    const path = await file(folder, "sorted.csv", `x,y\n${lines.join("\n")}\n`);
    for (const options of [{}, { mostHeld: 1 }, { mostHeld: 0 }]) {
      const { sample } = await fitFile(path, ["--target", "y"], options);
      assert.ok(sample.length <= 2000 && sample.length > 1700, `${sample.length} rows`);
      const fitted = sample.map((row) => row.fitted).sort((a, b) => a - b);
      // Of 2000 rows drawn from all, the ends and the middle are near those of all.
      for (const [share, tolerance] of [[0, 0.02], [0.5, 0.06], [1, 0.02]]) {
        const found = fitted[Math.round(share * (fitted.length - 1))] / count;
        assert.ok(Math.abs(found - share) < tolerance, `${found} at ${share}`);
      }
    }
  },
);

/** Lassos, elastic nets and their cross-validation as a fit has them: the same by every way, and R's glmnet's. */
import { join } from "../../../src/deps/path.ts";
import assert from "../../../src/deps/test.ts";
import { fit } from "../../../src/regression/fit/fit.ts";
import { fitCommand } from "../../../src/regression/fit/command.ts";
import { requestOf } from "../../../src/regression/fit/command_request.ts";
import type { FoundPath } from "../../../src/regression/paths/path_steps.ts";
import { fitPictures } from "../../../src/regression/results/pictures.ts";
import { reportMarkdown, reportText } from "../../../src/regression/results/fit_report.ts";
import { testInFolder } from "../../scripts/run.ts";
import { dataFile, fitFile } from "../fits.ts";

/** What paths.R of glmnet found. */
interface Answer extends Record<"alpha" | "least" | "within", number> {
  title: string;
  x: number[][];
  y: number[];
  weights: number[];
  folds: number[];
  lambdas: number[];
  coefficients: number[][];
  means: number[];
  errors: number[];
}

const answers: Answer[] = JSON.parse(await Deno.readTextFile(dataFile("paths.json")));

function near(found: number[], expected: number[], what: string, by = 1e-6) {
  assert.equal(found.length, expected.length, what);
  const size = Math.max(...expected.map(Math.abs));
  found.forEach((value, i) =>
    assert.ok(Math.abs(value - expected[i]) <= by * size, `${what}: ${value}, R ${expected[i]}`)
  );
}

function assertPath({ points, chosen, validation }: FoundPath, answer: Answer) {
  near(points.map(({ lambda }) => lambda), answer.lambdas, "lambdas");
  points.forEach(({ coefficients }, k) =>
    near(coefficients.slice(1), answer.coefficients[k], `coefficients ${k}`)
  );
  near(validation!.means, answer.means, "means");
  near(validation!.errors, answer.errors, "errors");
  near([points[validation!.least].lambda], [answer.least], "lambda.min");
  near([points[chosen].lambda], [answer.within], "lambda.1se");
}

for (const answer of answers) {
  const { title, x, y, weights, folds, alpha, lambdas } = answer;
  const names = x[0].map((_, j) => `x${j + 1}`);
  testInFolder(
    `the path of ${title} with given folds: glmnet's, in memory, in a stream, by SQL and of columns`,
    async (folder) => {
      const file = join(folder, "table.csv");
      const lines = x.map((row, i) => [...row, y[i], weights[i], `f${folds[i]}`].join(","));
      await Deno.writeTextFile(file, [[...names, "y", "w", "f"].join(","), ...lines].join("\n"));
      const args = [
        ...["--target", "y", "--features", names.join(","), "--weights", "w", "--folds", "f"],
        ...["--elastic-net", String(alpha), "--lambdas", lambdas.join(",")],
      ];
      for (const options of [{}, { mostHeld: 1 }, { mostHeld: 0 }]) {
        const { solution } = await fitFile(file, args, options);
        assertPath(solution.path!, answer);
      }
      const table = {
        ...Object.fromEntries(names.map((name, j) => [name, x.map((row) => row[j])])),
        ...{ y, w: weights, f: folds.map((fold) => `f${fold}`) },
      };
      const { path, coefficients, quality } = await fit(table, {
        formula: `y ~ ${names.join(" + ")}`,
        weights: "w",
        path: { alpha, lambdas, folds: "f" },
      });
      assertPath(path!, answer);
      const { points, chosen } = path!;
      near(
        coefficients.map(({ estimate }) => estimate!),
        [points[chosen].intercept, ...points[chosen].coefficients.slice(1)],
        "the result's coefficients",
        1e-9,
      );
      assert.ok(Math.abs(quality.rSquared! - points[chosen].explained) < 1e-9);
      assert.ok(coefficients.every(({ standardError, p }) => standardError === null && p === null));
    },
  );
}

Deno.test("folds of a hash are shared by equal rows, stay what they are, and are as many as asked", async () => {
  const [{ x, y }] = answers;
  const path = { alpha: 1, cv: 5 };
  const one = await fit([...x, ...x], [...y, ...y], { path });
  const other = await fit([...x, ...x].reverse(), [...y, ...y].reverse(), { path });
  assert.equal(one.path!.validation!.folds, 5);
  near(other.path!.validation!.means, one.path!.validation!.means, "means", 1e-9);
  // Rows that are there twice are left out twice: the error is not that of rows that were seen.
  const plain = await fit(x, y, { path });
  const smallest = (means: number[]) => Math.min(...means);
  assert.ok(
    smallest(one.path!.validation!.means) > 0.3 * smallest(plain.path!.validation!.means),
  );
});

Deno.test("a hash makes the same folds in memory, in a stream and by SQL", async () => {
  const args = ["--target", "progression", "--lasso", "--cv", "7"];
  const ways = [{}, { mostHeld: 1 }, { mostHeld: 0 }];
  const [one, ...others] = await Promise.all(
    ways.map(async (way) => (await fitFile(dataFile("diabetes.csv"), args, way)).solution.path!),
  );
  assert.equal(one.validation!.folds, 7);
  for (const other of others) {
    near(other.validation!.means, one.validation!.means, "means", 1e-10);
    near(other.validation!.errors, one.validation!.errors, "errors", 1e-8);
  }
});

Deno.test("a path is reported with its lambdas, and drawn", async () => {
  const [{ x, y }] = answers;
  const result = await fit(x, y, { path: { alpha: 1, cv: 5, lambda: "min" } });
  const { points, chosen, validation } = result.path!;
  assert.equal(points.length, 100);
  assert.equal(chosen, validation!.least);
  assert.match(reportText(result), /Lasso of 100 lambdas, from 5\.14698 to 0\.000514698/);
  assert.match(
    reportText(result),
    /Cross-validation by 5 folds of a hash of each row's values, so that equal rows share one: the/,
  );
  assert.match(reportMarkdown(result, []), /cross-validated error/);
  const pictures = fitPictures(result);
  for (const name of ["path.svg", "cv.svg"]) {
    assert.match(pictures[name], /<svg/);
    assert.doesNotMatch(pictures[name], /NaN|undefined/);
  }
});

Deno.test("a lambda of one's own is solved for itself, and 0 is least squares", async () => {
  const [{ x, y }] = answers;
  const own = await fit(x, y, { path: { alpha: 1, lambda: 0.7 } });
  const { points, chosen } = own.path!;
  assert.equal(points[chosen].lambda, 0.7);
  assert.equal(points.length, 101);
  const none = await fit(x, y, { path: { alpha: 1, lambdas: [0], lambda: 0 } });
  const squares = await fit(x, y);
  near(
    none.coefficients.map(({ estimate }) => estimate!),
    squares.coefficients.map(({ estimate }) => estimate!),
    "coefficients",
  );
});

const wrong: [args: string[], message: RegExp][] = [
  [["--cv", "5"], /--cv is of --lasso or --elastic-net\. Name one of them\.$/],
  [["--lambda", "1"], /--lambda is of --lasso or --elastic-net/],
  [["--lasso", "--elastic-net", "0.5"], /--lasso is --elastic-net 1\. Leave one of them out\.$/],
  [["--lasso", "--cv", "5", "--folds", "f"], /Leave one of them out\.$/],
  [["--lasso", "--lambdas", "1,a"], /--lambdas has "a"\. Expected a finite number, 0 or more\.$/],
  [["--lasso", "--predict", "f", "--intervals", "mean"], /a lasso leaves no errors to tell/],
  [["--lasso", "--rows", "r.csv"], /a lasso has no leverages\. Leave out --rows\.$/],
  [["--scale", "link"], /--scale link: it is of --predict\. Name the file to predict\.$/],
  [["--lasso", "--lambda", "-1"], /--lambda has "-1"\. Expected a finite number/],
];
for (const [args, message] of wrong) {
  Deno.test(`no path: ${args.join(" ")}`, () => {
    const given = fitCommand().parse(["--target", "y", ...args], { from: "user" }).opts();
    assert.throws(() => requestOf(given), message);
  });
}

const refused: [args: string[], message: RegExp][] = [
  [["--lasso", "--ridge", "1"], /--ridge is another penalty/],
  [["--lasso", "--family", "poisson"], /only the linear family has paths/],
  [["--lasso", "--errors", "HC3"], /it has no errors to be robust\.$/],
  [["--lasso", "--lambda", "min"], /lambda "min" is of cross-validation\. Try --cv 10\.$/],
  [["--lasso", "--no-intercept"], /it is of a model with an intercept\.$/],
  [
    ["--lasso", "--cv", "5", "--max-scans", "2"],
    /takes 3 scans, and 2 are allowed\. Try --max-scans 3\.$/,
  ],
  [["--lasso", "--folds", "nix"], /Cannot find the column of folds "nix": the columns are/],
];
for (const [args, message] of refused) {
  Deno.test(`no fit: ${args.join(" ")}`, async () => {
    await assert.rejects(
      () => fitFile(dataFile("swiss.csv"), ["--target", "Fertility", ...args]),
      message,
    );
  });
}

/** C4: Newton is not the fastest way to a linear regression. @module */
import { median } from "../../deps/statistics.ts";
import { entriesNamed } from "../../race/contestants.ts";
import { linearRegression } from "../../tasks/linear_regression.ts";
import type { Claim, Finding } from "./claim.ts";
import { ownRate } from "../engine/experiment.ts";
import { runAll } from "../engine/run.ts";

const repeats = 5;
const columns = 10;

/** "You can benchmark it yourself, scikit-learn is faster." */
export const claim04: Claim = {
  id: "C4",
  quote:
    "This does not mean that this is the fastest way to perform linear regression. You can benchmark it yourself, scikit-learn is faster.",
  test:
    `The same regression, data in memory, medians of ${repeats}: one Newton step (gradient, Hessian, solution) here; ` +
    "LinearRegression().fit in scikit-learn, in float64 and float32, where python3 has it.",
  async examine({ rows: shrink, python }) {
    const rows = shrink(1_000_000);
    const ours = await newtonMs(rows);
    const theirs = await scikitLearnMs(rows, python);
    const numbers = { rows, columns, "Newton step here, ms": ours };
    if (typeof theirs === "string") {
      const says = `scikit-learn did not run: ${theirs}. One Newton step takes ${
        ours.toFixed(1)
      } ms here.`;
      return [{ verdict: "not tested", says, numbers }];
    }
    return [compare(ours, theirs, numbers)];
  },
};

function compare(
  ours: number,
  { float64, float32 }: ScikitLearn,
  numbers: Record<string, number>,
): Finding {
  const ratio = Math.min(float64, float32) / ours;
  return {
    verdict: ratio < 1 ? "holds" : "does not hold",
    says: `scikit-learn takes ${float64.toFixed(0)} ms in float64 and ${
      float32.toFixed(0)
    } ms in float32, one Newton step here ${ours.toFixed(1)} ms: ${
      ratio < 1 ? `scikit-learn is ${(1 / ratio).toFixed(1)}` : `Newton is ${ratio.toFixed(1)}`
    } times as fast. What is slow in the post is differentiating a loss to get X'X, not Newton's step.`,
    numbers: {
      ...numbers,
      "scikit-learn float64, ms": float64,
      "scikit-learn float32, ms": float32,
    },
  };
}

async function newtonMs(rows: number): Promise<number> {
  const [newton] = entriesNamed("NEWTON");
  const trials = await runAll({
    workloads: [{ name: "C4", learningRate: 1, make: () => linearRegression({ rows, columns }) }],
    seeds: [undefined],
    entries: Array(repeats).fill(newton),
    rates: ownRate,
    limit: { iterations: () => 1 },
  });
  return median(trials.map(({ run }) => 1000 * run.seconds[0]));
}

interface ScikitLearn {
  float64: number;
  float32: number;
}

/** The post's data, as NumPy draws it: milliseconds, or why there are none. */
async function scikitLearnMs(rows: number, command: string): Promise<ScikitLearn | string> {
  const script = `
import json, statistics, time
import numpy as np
from sklearn.linear_model import LinearRegression
rng = np.random.RandomState(0)
w = rng.normal(0, 5, ${columns + 1})
X = rng.normal(0, 1, (${rows}, ${columns}))
y = X @ w[1:] + w[0]
def fit(X, y):
    times = []
    for _ in range(${repeats}):
        start = time.perf_counter()
        LinearRegression().fit(X, y)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)
print(json.dumps({"float64": fit(X, y), "float32": fit(X.astype("float32"), y.astype("float32"))}))
`;
  if (typeof Deno === "undefined") return "a page starts no Python";
  const { state } = await Deno.permissions.query({ name: "run", command });
  if (state !== "granted") return `it needs --allow-run=${command}`;
  try {
    const python = new Deno.Command(command, { args: ["-c", script], stderr: "piped" });
    const { success, stdout, stderr } = await python.output();
    const text = new TextDecoder();
    if (success) return JSON.parse(text.decode(stdout));
    return text.decode(stderr).trim().split("\n").at(-1) ?? "Python failed";
  } catch (error) {
    return error instanceof Deno.errors.NotFound ? `there is no ${command}` : String(error);
  }
}

import assert from "../../../src/deps/test.ts";
import { variants } from "../../../src/kernels/threads/instances.ts";
import { bytesInUse } from "../../../src/kernels/threads/memory.ts";
import { Columns, stripRows } from "../../../src/kernels/regression/columns.ts";
import {
  inspect,
  losses,
  moments,
  point,
  type RegressionRows,
} from "../../../src/kernels/regression/regression.ts";
import { startThreads, stopThreads } from "../../../src/kernels/threads/threads.ts";
import { numbers } from "../../../src/regression/model/algebra.ts";
import { type Family, familyOf, linksOf } from "../../../src/regression/model/families.ts";

/** Two numbers, a category of three levels, a target of 0 and 1, and weights. */
function table(rows: number): number[][] {
  const of = (value: (i: number) => number) => Array.from({ length: rows }, (_, i) => value(i));
  return [
    of((i) => 3 + Math.sin(i * i)),
    of((i) => 40 * Math.cos(3 * i)),
    of((i) => i % 3),
    of((i) => Number(Math.sin(5 * i * i) > 0.1)),
    of((i) => 0.5 + (i % 7) / 3),
  ];
}

function columnsOf(values: number[][]): Columns {
  const columns = new Columns(values.length);
  columns.append(
    values[0].length,
    (column, first, to) => to.set(values[column].slice(first, first + to.length)),
  );
  return columns;
}

const design: RegressionRows["design"] = [
  { shift: 0, scale: 1 },
  { column: 0, shift: 3, scale: 0.7 },
  { column: 1, shift: -1, scale: 28 },
  { column: 2, level: 1, shift: 0.3, scale: 0.5 },
  { column: 2, level: 2, shift: 0, scale: 1 },
];

/** The design's row, its target and its weight, one by one. */
function rowsOf(values: number[][], weighted: boolean) {
  return values[0].map((_, row) => ({
    c: design.map(({ column, level, shift, scale }) => {
      if (column === undefined) return 1;
      const value = values[column][row];
      return ((level === undefined ? value : Number(value === level)) - shift) / scale;
    }),
    z: values[3][row],
    w: weighted ? values[4][row] : 1,
  }));
}

const sum = (of: number[]) => of.reduce((total, value) => total + value, 0);
const dot = (a: number[], b: number[]) => sum(a.map((value, j) => value * b[j]));
const lower = <T>(of: (i: number, j: number) => T) =>
  design.flatMap((_, i) => design.slice(0, i + 1).map((_, j) => of(i, j)));

/** Equal, but for the rounding of a number of terms of this size. */
function close(actual: number[] | number, wanted: number[] | number, size: number) {
  [wanted].flat().forEach((value, i) => {
    const found = [actual].flat()[i];
    assert.ok(Math.abs(found - value) <= 1e-13 * Math.max(1, size), `${found}, wanted ${value}`);
  });
}

const at = [-0.3, 0.8, -0.5, 0.4, 0.2];
const along = [0.1, -0.6, 0.9, 0.2, -0.4];
const bins = { low: -1.5, width: 0.5, count: 6 };
const fractions = [1, 0.5, 0.125];
const cases = (["linear", "logistic", "poisson"] as const).flatMap((name) =>
  [false, true].flatMap((weighted) =>
    variants.map((variant) => ({ family: familyOf(name), weighted, variant }))
  )
);

/** What a scan at a point should find. */
function expected({ mean, variance, loss }: Family, rows: ReturnType<typeof rowsOf>) {
  const all = rows.map(({ c, z, w }) => {
    const eta = dot(c, at);
    const fitted = mean(numbers, eta);
    const bend = variance(numbers, eta, fitted);
    const bin = Math.max(
      0,
      Math.min(bins.count - 1, Math.floor((eta - bins.low) / bins.width)),
    );
    return { c, z, w, eta, fitted, bend, bin, loss: loss(numbers, eta, fitted, z) };
  });
  return {
    all,
    loss: sum(all.map(({ w, loss }) => w * loss)),
    pearson: sum(all.map(({ w, z, fitted, bend }) => w * (z - fitted) ** 2 / bend)),
    gradient: design.map((_, j) => sum(all.map(({ w, z, fitted, c }) => w * (z - fitted) * c[j]))),
    hessian: lower((i, j) => sum(all.map(({ w, bend, c }) => w * bend * c[i] * c[j]))),
    bins: Array.from({ length: bins.count }, (_, k) => {
      const here = all.filter(({ bin }) => bin === k);
      const residuals = here.map(({ z, fitted }) => z - fitted);
      return [
        here.length,
        sum(here.map(({ fitted }) => fitted)),
        sum(residuals),
        sum(residuals.map((residual) => residual ** 2)),
      ];
    }),
    losses: fractions.map((fraction) =>
      sum(all.map(({ c, z, w }) => {
        const eta = dot(c, at) + fraction * dot(c, along);
        return w * loss(numbers, eta, mean(numbers, eta), z);
      }))
    ),
  };
}

for (const { family, weighted, variant } of cases) {
  Deno.test(`scans are the plain float64 sums: ${family.name}, ${weighted ? "" : "not "}weighted (${variant} SIMD)`, () => {
    for (const count of [1, 63, 64, 65, 600, stripRows, stripRows + 1, 3 * stripRows - 1]) {
      const values = table(count);
      const columns = columnsOf(values);
      const weights = weighted ? 4 : undefined;
      const target = { column: 3, shift: 0, scale: 1 };
      const rows = { columns, design, target, weights, family, variant };
      const plain = rowsOf(values, weighted);

      const first = moments(rows);
      close(first.gram, lower((i, j) => sum(plain.map(({ c, w }) => w * c[i] * c[j]))), 9 * count);
      close(
        first.moment,
        design.map((_, j) => sum(plain.map(({ c, w, z }) => w * c[j] * z))),
        9 * count,
      );
      close(
        first.columnTotals,
        design.map((_, j) => sum(plain.map(({ c, w }) => w * c[j]))),
        9 * count,
      );
      close(first.totals.weight, sum(plain.map(({ w }) => w)), count);
      close(first.totals.target, sum(plain.map(({ w, z }) => w * z)), count);
      close(first.totals.square, sum(plain.map(({ w, z }) => w * z * z)), count);
      if (family.name === "logistic") {
        first.classes!.forEach((ranges, value) => {
          const ofClass = plain.filter(({ z }) => z === value);
          ranges.forEach(({ low, high }, j) => {
            close(
              [low, high].filter(Number.isFinite),
              [
                Math.min(...ofClass.map(({ c }) => c[j])),
                Math.max(...ofClass.map(({ c }) => c[j])),
              ].filter(Number.isFinite),
              1,
            );
          });
        });
      }

      const wanted = expected(family, plain);
      const found = point(rows, { at, along, hessian: true, bins });
      close(found.loss, wanted.loss, 9 * count);
      close(found.pearson, wanted.pearson, 90 * count);
      close(found.gradient, wanted.gradient, 90 * count);
      close(found.hessian!, wanted.hessian, 90 * count);
      const sides = wanted.all.map(({ c, z }) => (2 * z - 1) * dot(c, along));
      close(
        found.margins!.least,
        Math.min(...wanted.all.map(({ z, eta }) => (2 * z - 1) * eta)),
        1,
      );
      close(found.margins!.alongLeast, Math.min(...sides), 1);
      close(found.margins!.alongMost, Math.max(...sides), 1);
      assert.equal(found.bins!.length, wanted.bins.length);
      found.bins!.forEach(({ rows, fitted, residual, square }, k) =>
        close([rows, fitted, residual, square], wanted.bins[k], 90 * count)
      );
      const { hessian, bins: none, margins, gradient } = point(rows, { at, hessian: false });
      assert.deepEqual([hessian, none, margins], [undefined, undefined, undefined]);
      close(gradient, wanted.gradient, 90 * count);
      close(losses(rows, { from: at, along, fractions }), wanted.losses, 90 * count);
      columns.free();
    }
  });
}

for (const variant of variants) {
  Deno.test(`an exponential and a logarithm are right to the last digits, wherever a fit goes (${variant} SIMD)`, () => {
    const count = 20_000;
    const eta = Array.from({ length: count }, (_, i) => 310 * (2 * i / (count - 1) - 1));
    for (const family of [familyOf("logistic"), familyOf("poisson")]) {
      for (const y of [0, 1]) {
        const { mean, variance, loss } = family;
        for (let i = 0; i < count; i += 37) {
          const columns = columnsOf([[eta[i]], [y]]);
          const rows = {
            ...{ columns, family, variant },
            design: [{ column: 0, shift: 0, scale: 1 }],
            target: { column: 1, shift: 0, scale: 1 },
          };
          const found = point(rows, { at: [1], hessian: true });
          const fitted = mean(numbers, eta[i]);
          const bend = variance(numbers, eta[i], fitted);
          const near = (actual: number, wanted: number, size: number) =>
            assert.ok(
              Math.abs(actual - wanted) <= 8e-16 * size,
              `${family.name} at ${eta[i]}: ${actual}, wanted ${wanted}`,
            );
          near(found.hessian![0] / eta[i] / eta[i], bend, bend);
          const wanted = loss(numbers, eta[i], fitted, y);
          // Poisson's is a difference of terms about as large as these.
          near(
            found.loss,
            wanted,
            family.name === "logistic" ? wanted : fitted + Math.abs(eta[i]) + 1,
          );
          columns.free();
        }
      }
    }
  });
}

Deno.test("columns are inspected before anything is made of them: NaN, extents, complete rows", () => {
  const nothing = NaN;
  const columns = columnsOf([
    [1, nothing, 3, -7, 5, 2],
    [2, 4, Infinity, 1, 9, 3],
    [1, 1, 1, 1, 0, 2],
  ]);
  for (const variant of variants) {
    assert.deepEqual(inspect(columns, 2, variant), {
      complete: 3,
      ranges: [
        { missing: 1, low: -7, high: 5 },
        { missing: 0, low: 1, high: Infinity },
        { missing: 0, low: 0, high: 2 },
      ],
    });
  }
  assert.equal(inspect(columns).complete, 4);
  columns.free();
  for (const rows of [1, 64, 65, 127, stripRows + 3]) {
    const values = table(rows);
    values[1][rows - 1] = NaN;
    const long = columnsOf(values);
    const there = values[1].filter((value) => !Number.isNaN(value));
    const { complete, ranges } = inspect(long);
    assert.equal(complete, rows - 1);
    assert.deepEqual(ranges[1], { missing: 1, low: Math.min(...there), high: Math.max(...there) });
    long.free();
  }
});

Deno.test("targets other than 0 and 1 are counted, and belong to neither class", () => {
  const columns = columnsOf([[5, -6, 7, 8], [0, 1, 2, 0.5]]);
  const { odd, classes } = moments({
    columns,
    design: [{ column: 0, shift: 0, scale: 1 }],
    target: { column: 1, shift: 0, scale: 1 },
    family: familyOf("logistic"),
  });
  assert.equal(odd, 2);
  assert.deepEqual(classes, [[{ low: 5, high: 5 }], [{ low: -6, high: -6 }]]);
  columns.free();
});

Deno.test("a scan has the same bits on one thread and on two, and leaves no memory taken", async () => {
  const columns = columnsOf(table(10_000));
  const target = { column: 3, shift: 0, scale: 1 };
  const rows: RegressionRows = { columns, design, target, family: familyOf("logistic") };
  const scan = () => [moments(rows), point(rows, { at, along, hessian: true, bins })];
  const one = scan();
  await startThreads(2);
  scan();
  const bytes = bytesInUse();
  assert.deepEqual(scan(), one);
  assert.equal(bytesInUse(), bytes);
  stopThreads();
  columns.free();
});

Deno.test("rows that are let go leave the others in order, and their strips free", () => {
  const before = bytesInUse();
  const values = table(3 * stripRows);
  const columns = columnsOf(values);
  const held = bytesInUse();
  columns.keep(([first]) => first.length > 0);
  assert.equal(columns.rows, 3 * stripRows);
  let row = 0;
  columns.keep(() => row++ % 3 === 0);
  assert.equal(columns.rows, stripRows);
  assert.equal(bytesInUse() - before, (held - before) / 3);
  columns.visit(1, (strip, first) => {
    strip.forEach((value, i) => assert.equal(value, values[1][3 * (first + i)]));
  });
  columns.free();
  assert.equal(bytesInUse(), before);
});

/** Targets that each family may have. */
const targets = { logistic: [0, 1, 0.3], others: [0.4, 2.5, 17] };

for (const variant of variants) {
  Deno.test(`families of any link are the plain float64 formulas (${variant} SIMD)`, () => {
    for (const name of Object.keys(linksOf) as (keyof typeof linksOf)[]) {
      for (const link of linksOf[name]) {
        const family = familyOf(name, link, name === "negative-binomial" ? 1.7 : undefined);
        for (const eta of [-9, -0.7, 0.2, 0.5, 1.3, 6.5]) {
          for (const y of targets[name === "logistic" ? name : "others"]) {
            const columns = columnsOf([[eta], [y]]);
            const rows = {
              ...{ columns, family, variant },
              design: [{ column: 0, shift: 0, scale: 1 }],
              target: { column: 1, shift: 0, scale: 1 },
            };
            const found = point(rows, { at: [1], hessian: true });
            const mean = family.mean(numbers, eta);
            const score = (y - mean) * (family.pull?.(numbers, eta, mean) ?? 1);
            const wanted = {
              loss: family.loss(numbers, eta, mean, y),
              pearson: (y - mean) ** 2 / family.variance(numbers, eta, mean),
              gradient: score * eta,
              hessian: family.bend(numbers, eta, mean) * eta * eta,
            };
            const actual = { ...found, gradient: found.gradient[0], hessian: found.hessian![0] };
            for (const [what, value] of Object.entries(wanted)) {
              const got = actual[what as keyof typeof wanted];
              assert.ok(
                Math.abs(got - value) <= 1e-12 * Math.abs(value) + 1e-15,
                `${what} of ${name}, ${link} at ${eta}, ${y}: ${got}, wanted ${value}`,
              );
            }
            columns.free();
          }
        }
      }
    }
  });
}

Deno.test("a score is the loss's derivative, negated, wherever there are means", () => {
  for (const name of Object.keys(linksOf) as (keyof typeof linksOf)[]) {
    for (const link of linksOf[name]) {
      const family = familyOf(name, link, name === "negative-binomial" ? 1.7 : undefined);
      const y = name === "logistic" ? 0.3 : 2.5;
      for (const eta of name === "logistic" && link === "log" ? [-3, -0.4] : [0.2, 0.9, 2.1]) {
        const loss = (at: number) => family.loss(numbers, at, family.mean(numbers, at), y);
        const mean = family.mean(numbers, eta);
        const score = (y - mean) * (family.pull?.(numbers, eta, mean) ?? 1);
        const step = 1e-5 * Math.abs(eta);
        const slope = (loss(eta - step) - loss(eta + step)) / (2 * step);
        assert.ok(
          Math.abs(slope - score) <= 1e-7 * (Math.abs(score) + loss(eta) / Math.abs(eta)),
          `${name}, ${link} at ${eta}: ${score}, by differences ${slope}`,
        );
        assert.ok(Math.abs(family.etaOf(mean) - eta) < 1e-12 * Math.abs(eta) + 1e-12);
      }
    }
  }
});

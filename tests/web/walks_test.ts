/** The page's figures begin as the post's do, and its optimizers walk as they should. */
import assert from "node:assert/strict";
import { useBackend } from "../../src/backend/backend.ts";
import { conceptDrawing } from "../../src/experiments/concepts/concepts.ts";
import { curves } from "../../web/concepts/curves.ts";
import { valleyOptimizers, valleys } from "../../web/concepts/valleys.ts";
import { curveWalk, gridOf, valleyWalk } from "../../web/concepts/walks.ts";

const first = { valley: "valley", start: [-4, 1.6], learningRate: 0.05, maxSteps: 50 } as const;
const question = { ...first, start: [...first.start] as [number, number], impatience: 0 };

Deno.test("the valley's first views are figures 6 and 7", async () => {
  await useBackend("cpu");
  for (const [optimizer, figure] of [["SGD", 6], ["KeepStepping, intended", 7]] as const) {
    const { points } = valleyWalk({ ...question, optimizer, iterations: 6 });
    assert.deepEqual(points, conceptDrawing(figure).points);
  }
});

Deno.test("the slice is figure 8's", async () => {
  await useBackend("cpu");
  const asked = { ...question, optimizer: "KeepStepping, intended" as const, iterations: 1 };
  const { slice } = valleyWalk(asked);
  assert.deepEqual(
    slice.points.map(({ value }) => value),
    conceptDrawing(8).points.map(({ value }) => value),
  );
});

Deno.test("Newton's steps on the curve have their closed form", async () => {
  await useBackend("cpu");
  const asked = { curve: "log", method: "Newton", start: 0.3, learningRate: 1, steps: 4 } as const;
  const { points, curvatures } = curveWalk(asked);
  let x = 0.3;
  for (const { kind, at } of points.filter(({ kind }) => kind !== "step")) {
    assert.ok(Math.abs(at[0] - x) < 1e-5, `${kind}: ${at[0]}, expected ${x}`);
    x = 2 * x / (1 + x * x);
  }
  assert.ok(Math.abs(curvatures[0] - (1 + 1 / 0.09)) < 1e-3);
});

for (const name of Object.keys(valleys) as (keyof typeof valleys)[]) {
  Deno.test(`every optimizer gets lower on ${name}, and its lowest point is one`, async () => {
    await useBackend("cpu");
    const { start, learningRate, minimum } = valleys[name];
    for (const optimizer of valleyOptimizers) {
      const { points } = valleyWalk({
        ...{ valley: name, optimizer, start: [...start] as [number, number], learningRate },
        ...{ maxSteps: 50, impatience: 0, iterations: 8 },
      });
      assert.ok(points[points.length - 1].value < points[0].value, optimizer);
    }
    const grid = gridOf(name);
    const [x, y] = minimum;
    const { points } = valleyWalk({
      ...{ valley: name, optimizer: "SGD", start: [x, y], learningRate, iterations: 1 },
      ...{ maxSteps: 1, impatience: 0 },
    });
    assert.ok(points[0].value <= Math.min(...grid.values) + 1e-6);
  });
}

for (const [name, { minimum, start }] of Object.entries(curves)) {
  Deno.test(`the lowest point of ${name} is where it is drawn`, async () => {
    await useBackend("cpu");
    const asked = { curve: name as keyof typeof curves, start: minimum, steps: 1 };
    const { points } = curveWalk({ ...asked, method: "gradient descent", learningRate: 0.1 });
    assert.ok(Math.abs(points[0].gradient![0]) < 1e-5, `${points[0].gradient}`);
    assert.notEqual(start, minimum);
  });
}

Deno.test("a walk's cost is its objective's: an evaluation at the same place is one too", async () => {
  await useBackend("cpu");
  const costs = valleyOptimizers.map((optimizer) => {
    const { cost } = valleyWalk({ ...question, optimizer, impatience: 1, iterations: 6 });
    return [optimizer, cost.gradients, cost.hessians];
  });
  for (const [optimizer, gradients, hessians] of costs) {
    if (optimizer === "subspace Newton") assert.ok(gradients as number > 6);
    else assert.equal(gradients, 6, optimizer as string);
    assert.equal(hessians, optimizer === "Newton" ? 6 : 0, optimizer as string);
  }
  const published = { ...question, optimizer: "KeepStepping, published" as const, impatience: 1 };
  const { cost, points } = valleyWalk({ ...published, iterations: 6 });
  assert.ok(cost.forwardPasses > points.filter(({ kind }) => kind === "step").length);
});

Deno.test("a walk that leaves the numbers ends before", async () => {
  await useBackend("cpu");
  const far = { ...question, valley: "banana", optimizer: "SGD", learningRate: 2 } as const;
  const { points, isLost } = valleyWalk({ ...far, iterations: 20 });
  assert.equal(isLost, true);
  assert.ok(points.length < 21);
  assert.ok(points.every(({ at, value }) => [...at, value].every(Number.isFinite)));
});

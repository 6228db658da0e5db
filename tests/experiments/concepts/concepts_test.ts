import { conceptDrawing } from "../../../src/experiments/concepts/concepts.ts";
import assert from "../../../src/deps/test.ts";
import type { ConceptFigure, Visit } from "../../../src/records/drawing.ts";
import { testOnBackends } from "../../backends.ts";

const figures: ConceptFigure[] = [1, 2, 3, 6, 7, 8];

/** Asserts that two lists of places or numbers agree to float32's digits. */
function assertClose(actual: number[][], expected: number[][], tolerance = 1e-5): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((place, i) =>
    place.forEach((value, j) =>
      assert.ok(
        Math.abs(value - expected[i][j]) < tolerance,
        `place ${i}: got ${place}, expected ${expected[i]}`,
      )
    )
  );
}

/** A list from a start by a recursion, the start included. */
function repeated(start: number[], next: (place: number[]) => number[], times: number): number[][] {
  const places = [start];
  for (let i = 0; i < times; i++) places.push(next(places[i]));
  return places;
}

function places(points: Visit[]): number[][] {
  return points.map((point) => point.at);
}

const f = ([x]: number[]) => x * x / 2 - Math.log(x);
const newtonStep = ([x]: number[]) => [2 * x / (1 + x * x)];
const valley = ([x, y]: number[]) => (x * x + 5 * y * y) / 2;
const valleyStep = (rate: number) => ([x, y]: number[]) => [x - rate * x, y - 5 * rate * y];

/** KeepStepping by hand: the places in the order in which it sees them, with their kinds. */
function keptStepping(start: number[], rate: number, iterations: number) {
  const seen: { kind: string; at: number[] }[] = [];
  let at = start;
  for (let i = 0; i < iterations; i++) {
    seen.push({ kind: "gradient", at });
    const [gx, gy] = [at[0], 5 * at[1]];
    for (let better = true; better;) {
      const next = [at[0] - rate * gx, at[1] - rate * gy];
      better = valley(next) < valley(at);
      at = next;
      seen.push({ kind: "step", at });
    }
  }
  return [...seen, { kind: "end", at }];
}

testOnBackends("figure 1's points are gradient descent's", () => {
  const { points, learningRate, minimum } = conceptDrawing(1);
  const rate = learningRate as number;
  const expected = repeated(points[0].at, ([x]) => [x - rate * (x - 1 / x)], points.length - 1);
  assertClose(places(points), expected);
  assertClose(points.map((point) => [point.value]), expected.map((place) => [f(place)]));
  assert.ok(points.slice(0, -1).every(({ kind }) => kind === "gradient"));
  assertClose(
    points.slice(0, -1).map((point) => point.gradient ?? []),
    expected.slice(0, -1).map(([x]) => [x - 1 / x]),
  );
  assert.equal(points.at(-1)?.kind, "end");
  assert.deepEqual(minimum, [1, 0.5]);
}, ["cpu", "wasm"]);

testOnBackends("figure 2 is one Newton step from figure 1's start, and nearer the minimum", () => {
  const [small, jump] = [conceptDrawing(1), conceptDrawing(2)];
  assert.deepEqual(jump.points.map((point) => point.kind), ["gradient", "end"]);
  assert.deepEqual(jump.points[0], small.points[0]);
  assertClose(places(jump.points), repeated(jump.points[0].at, newtonStep, 1));
  assert.ok(jump.points[1].value < (small.points.at(-1)?.value ?? 0));
}, ["cpu", "wasm"]);

testOnBackends("figure 3's points are Newton's, and the vertices of its parabolas", () => {
  const { points, curvatures } = conceptDrawing(3);
  assertClose(places(points), repeated(points[0].at, newtonStep, 4));
  assertClose(
    curvatures.map((c) => [c]),
    points.slice(0, 4).map(({ at: [x] }) => [1 + 1 / x ** 2]),
    1e-4,
  );
  const vertices = points.slice(0, 4).map(({ at, gradient = [] }, k) => [
    at[0] - gradient[0] / curvatures[k],
  ]);
  assertClose(places(points.slice(1)), vertices);
}, ["cpu", "wasm"]);

testOnBackends("figure 6's points are SGD's", () => {
  const { points, learningRate } = conceptDrawing(6);
  assert.deepEqual(points[0].at, [-4, Math.fround(1.6)]);
  assertClose(places(points), repeated([-4, 1.6], valleyStep(learningRate), 6));
}, ["cpu", "wasm"]);

testOnBackends(
  "figure 7's points are KeepStepping's: each walk ends with the step that made it worse",
  () => {
    const { points, learningRate } = conceptDrawing(7);
    const expected = keptStepping([-4, 1.6], learningRate, 6);
    assert.deepEqual(points.map((point) => point.kind), expected.map((point) => point.kind));
    assertClose(places(points), expected.map((point) => point.at));
    assertClose(
      points.map((point) => [point.value]),
      expected.map((point) => [valley(point.at)]),
      1e-4,
    );
  },
  ["cpu", "wasm"],
);

testOnBackends("figure 8 is figure 7's first walk, against the step size", () => {
  const { slice, points, slope, learningRate } = conceptDrawing(8);
  const along = (t: number) => valley([-4 + 4 * t, 1.6 - 8 * t]);
  assertClose(points.map((point) => [point.stepSize]), points.map((_, i) => [i * learningRate]));
  assertClose(
    points.map((point) => [point.value]),
    points.map(({ stepSize }) => [along(stepSize)]),
  );
  assertClose(slice.map(([, value]) => [value]), slice.map(([t]) => [along(t)]), 1e-4);
  assert.ok(Math.abs(slope + 80) < 1e-4);
  const [last, before] = [points[points.length - 1], points[points.length - 2]];
  assert.ok(last.value > before.value);
}, ["cpu", "wasm"]);

testOnBackends("a valley's grid runs row by row from the lowest y and the lowest x", () => {
  const { grid: { x, y, columns, values } } = conceptDrawing(6);
  const expected = [[x[0], y[0]], [x[1], y[0]], [x[1], y[1]]].map((corner) => [valley(corner)]);
  const corners = [values[0], values[columns - 1], values[values.length - 1]];
  assertClose(corners.map((value) => [value]), expected, 1e-4);
}, ["cpu"]);

testOnBackends("drawings are plain JSON with finite numbers", () => {
  for (const figure of figures) {
    const drawing = conceptDrawing(figure);
    assert.deepEqual(JSON.parse(JSON.stringify(drawing)), drawing);
    assert.ok(drawing.points.length >= 2);
  }
}, ["cpu"]);

testOnBackends("on webgpu a concept figure says to use cpu or wasm", () => {
  for (const figure of figures) {
    assert.throws(() => conceptDrawing(figure), /figure \d on webgpu: .* Use cpu or wasm/);
  }
}, ["webgpu"]);

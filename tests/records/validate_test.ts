import assert from "../../src/deps/test.ts";
import { validateFigure } from "../../src/records/validate.ts";
import { conceptSample, raceSample, run } from "../drawings/samples.ts";

type Json = Record<string, unknown>;

/** Where the schema says that a part may be taken out or is free: inside of these, nothing is taken out. */
const free = ["iterations", "points"];

/** A copy without one part, for each part, and for each part of a part. */
function* withoutAPart(data: unknown, path = ""): Generator<{ path: string; copy: unknown }> {
  if (Array.isArray(data)) {
    if (typeof data[0] !== "object") return;
    for (const { path: inner, copy } of withoutAPart(data[0], `${path}/0`)) {
      yield { path: inner, copy: [copy, ...data.slice(1)] };
    }
  } else if (data !== null && typeof data === "object") {
    for (const key of Object.keys(data)) {
      const { [key]: part, ...rest } = data as Json;
      yield { path: `${path}/${key}`, copy: rest };
      if (free.includes(key)) continue;
      for (const { path: inner, copy } of withoutAPart(part, `${path}/${key}`)) {
        yield { path: inner, copy: { ...data, [key]: copy } };
      }
    }
  }
}

for (const [name, sample] of [["a race", raceSample()], ["a concept", conceptSample()]] as const) {
  Deno.test(`${name}'s data passes, and does not with any part taken out`, () => {
    validateFigure(sample);
    const parts = [...withoutAPart(sample)];
    assert.ok(parts.length > 12);
    for (const { path, copy } of parts) {
      assert.throws(() => validateFigure(copy), TypeError, `passes without ${path}`);
    }
  });
}

Deno.test("optional parts pass, and wrong values do not", () => {
  const extra = { diverged: true, learningRate: 0.1, seed: 3 };
  const fair = { seconds: 10, grid: [0.1], chosen: { ADAM: 0.1 } };
  validateFigure({ ...raceSample([run("SGD", 0.9, extra)]), fair });
  for (
    const wrong of [
      { ...raceSample(), figure: 14 },
      { ...raceSample(), kind: "picture" },
      { ...raceSample(), fair: { seconds: 10 } },
      raceSample([]),
      raceSample([run("SGD", 0.9, { edition: "improved" as "intended" })]),
      raceSample([run("SGD", 0.9, { gradients: [1.5] })]),
      { ...conceptSample(), drawing: { function: "f", points: [1] } },
      null,
      [],
    ]
  ) {
    assert.throws(() => validateFigure(wrong), /^TypeError: Not a figure's data: .+--fresh\.$/);
  }
});

Deno.test("a run whose arrays differ in length is named", () => {
  const uneven = run("ADAM", 0.5);
  uneven.seconds = uneven.seconds.slice(1);
  assert.throws(() => validateFigure(raceSample([uneven])), /arrays of ADAM differ in length/);
});

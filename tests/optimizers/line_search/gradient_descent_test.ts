import assert from "../../../src/deps/test.ts";
import { gradientDescent as method } from "../../../src/methods/gradient_descent.ts";
import { hagerZhang } from "../../../src/searches/hager_zhang.ts";
import { strongWolfe } from "../../../src/searches/strong_wolfe.ts";
import { gradientDescent } from "../../../src/optimizers/line_search/gradient_descent.ts";
import type { SearchName } from "../../../src/optimizers/line_search/named_searches.ts";
import { testOnBackends } from "../../backends.ts";
import { unitLength } from "../../../src/methods/scale.ts";
import { methodsPath, optimizersPath, valleyAt } from "../methods.ts";

for (
  const [name, search] of [["strongWolfe", strongWolfe({ c2: 0.1 })], [
    "hagerZhang",
    hagerZhang(),
  ]] as const
) {
  testOnBackends(`gradientDescent by ${name} takes the steps that its method takes`, async () => {
    const points = await optimizersPath(gradientDescent({ search: name }), 8);
    const path = methodsPath(method({ search, firstLength: unitLength }));
    for (const [i, point] of points.entries()) {
      const [x, y] = path.next().value;
      assert.ok(
        Math.hypot(point[0] - x, point[1] - y) < 5e-3,
        `step ${i}: [${point}] and [${[x, y]}]`,
      );
    }
  }, ["cpu", "wasm"]);
}

const names: SearchName[] = [
  "strongWolfe",
  "hagerZhang",
  "backtracking",
  "forwardTracking",
  "parabolic",
];
for (const search of names) {
  testOnBackends(`gradientDescent by ${search} makes the loss fall at each step`, async () => {
    const points = await optimizersPath(gradientDescent({ search }), 15);
    const losses = [[-1, 1.5], ...points].map(valleyAt);
    for (const [i, loss] of losses.slice(1).entries()) {
      assert.ok(loss <= losses[i], `step ${i}: from ${losses[i]} to ${loss}`);
    }
    assert.ok(losses.at(-1)! < losses[0] / 4, `${losses}`);
  });
}

Deno.test("gradientDescent refuses a search that there is not, in one line", () => {
  const search = "golden" as "backtracking";
  assert.throws(
    () => gradientDescent({ search }),
    /GradientDescent: search must be one of .*"golden"/,
  );
});

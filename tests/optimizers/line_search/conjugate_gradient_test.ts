import assert from "../../../src/deps/test.ts";
import {
  conjugateGradient as method,
  type ConjugateGradientBeta,
} from "../../../src/methods/conjugate_gradient.ts";
import { conjugateGradient } from "../../../src/optimizers/line_search/conjugate_gradient.ts";
import { strongWolfe } from "../../../src/searches/strong_wolfe.ts";
import { testOnBackends } from "../../backends.ts";
import { unitLength } from "../../../src/methods/scale.ts";
import { methodsPath, optimizersPath } from "../methods.ts";

const betas: ConjugateGradientBeta[] = ["polakRibierePlus", "hestenesStiefel", "hagerZhang"];
for (const beta of betas) {
  testOnBackends(`conjugateGradient (${beta}) takes the steps that its method takes`, async () => {
    const points = await optimizersPath(conjugateGradient({ beta }), 8);
    const path = methodsPath(
      method({ beta, search: strongWolfe({ c2: 0.1 }), firstLength: unitLength }),
    );
    for (const [i, point] of points.entries()) {
      const [x, y] = path.next().value;
      const apart = Math.hypot(point[0] - x, point[1] - y);
      assert.ok(apart < 5e-3, `step ${i}: [${point}] and [${[x, y]}]`);
    }
  }, ["cpu", "wasm"]);

  testOnBackends(
    `conjugateGradient (${beta}) by forward tracking reaches the valley's end`,
    async () => {
      const points = await optimizersPath(
        conjugateGradient({ beta, search: "forwardTracking" }),
        20,
      );
      const [x, y] = points.at(-1)!;
      assert.ok(Math.hypot(x - 1, y - 1) < 1e-2, `[${[x, y]}]`);
    },
  );
}

Deno.test("conjugateGradient refuses options that make no sense, in one line", () => {
  const beta = "fletcher" as "hagerZhang";
  assert.throws(
    () => conjugateGradient({ beta }),
    /beta must be one of polakRibierePlus, .*"fletcher"/,
  );
});

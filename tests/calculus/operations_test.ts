import { useBackend } from "../../src/backend/backend.ts";
import { gradient } from "../../src/calculus/gradient.ts";
import { hessian } from "../../src/calculus/hessian.ts";
import { trustedCustomGradients, trustedKernels, trustedOnce } from "../../src/calculus/trusted.ts";
import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { differentiableOnce } from "./volumes.ts";
import { testOnBackends } from "../backends.ts";
import { differencedGradient, differencedHessian } from "./finite_differences.ts";
import { alone, composed, relativeTolerance, worst } from "./functions.ts";
import { operations } from "./operations/all.ts";
import { shippedGradient } from "./shipped.ts";
import { wrongInTfjs } from "./wrong_in_tfjs.ts";

/** What this suite's kernels for tfjs's wasm backend ask in the place of tfjs's. */
const standIns: Record<string, string> = { Step: "ReluGradient" };

for (const [name, operation] of Object.entries(operations)) {
  const { kernels, once, webgpuTolerance } = operation;
  // The software adapter is slow, and the network has the operation in it.
  const functionsOn = (backend: string) => [
    ...backend === "webgpu" ? [] : [{ ...alone(operation), of: "alone" }],
    { ...composed(operation), of: "composed" },
  ];

  testOnBackends(
    `${name}, alone and in a network: as finite differences have it`,
    async (backend) => {
      const tolerance = backend === "webgpu" && webgpuTolerance || relativeTolerance;
      for (const { tensor, plain, x } of functionsOn(backend)) {
        const slope = gradient(tensor)(x);
        const off = worst(await slope.data(), differencedGradient(plain, x));
        slope.dispose();
        assert.ok(off < tolerance, `the gradient is off by ${off}`);
        const seen = new Set<string>();
        const recorded = (x: tf.Tensor1D) => recording(seen, () => tensor(x));
        if (once) {
          assert.throws(() => hessian(recorded)(x), new RegExp(`unreliable for ${kernels[0]}`));
        } else {
          const bend = recording(seen, () => hessian(recorded)(x));
          const off = worst(await bend.data(), differencedHessian(plain, x).flat());
          bend.dispose();
          assert.ok(off < tolerance, `the Hessian is off by ${off}`);
        }
        const isSeen = (kernel: string) => seen.has(kernel) || seen.has(standIns[kernel]);
        assert.deepEqual(kernels.filter((kernel) => !isSeen(kernel) && !once), []);
      }
    },
  );

  testOnBackends(
    `${name}: tfjs's first derivative to the bit, unless it is known to be wrong`,
    async (backend) => {
      await useBackend(backend, { accelerates: false });
      const tolerance = backend === "webgpu" && webgpuTolerance || relativeTolerance;
      for (const { tensor, plain, x, of } of functionsOn(backend)) {
        const shipped = await shippedGradient(tensor, x);
        const isRight = shipped !== undefined &&
          worst(shipped, differencedGradient(plain, x)) <= tolerance;
        assert.equal(isRight, !wrongInTfjs.has(`${name}, ${of}, ${backend}`), `${of}: ${shipped}`);
        if (!isRight) continue;
        const slope = gradient(tensor)(x);
        assert.deepEqual([...await slope.data()], shipped);
        slope.dispose();
      }
    },
  );
}

/** Notes the kernels and the custom gradients that are run on the tape. */
function recording<T>(seen: Set<string>, run: () => T): T {
  const engine = tf.engine();
  const { runKernel } = engine;
  engine.runKernel = ((name: string, ...rest: [tf.NamedTensorMap]) => {
    if (engine.state.gradientDepth > 0) seen.add(name);
    return runKernel.call(engine, name, ...rest);
  }) as typeof runKernel;
  try {
    return run();
  } finally {
    engine.runKernel = runKernel;
    if (engine.state.gradientDepth > 0) {
      engine.state.activeTape.forEach(({ kernelName }) => seen.add(kernelName));
    }
  }
}

Deno.test("every trusted kernel and custom gradient is held to account by one of these tests", () => {
  const twice = Object.values(operations).filter(({ once }) => !once);
  const own = twice.flatMap(({ kernels }) => kernels);
  const tested = new Set([...own, ...own.flatMap((kernel) => standIns[kernel] ?? [])]);
  const trusted = [...trustedKernels, ...trustedCustomGradients];
  assert.deepEqual(trusted.filter((name) => !tested.has(name)), []);
  const once = Object.values(operations).filter(({ once }) => once).map(({ kernels }) =>
    kernels[0]
  );
  // This suite's own kernel has tests of its own, and so have volumes.
  const elsewhere = ["DenseSquaredError", ...differentiableOnce];
  assert.deepEqual(new Set(trustedOnce), new Set([...once, ...elsewhere]));
});

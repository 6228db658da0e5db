/**
 * The fused squared error as a tfjs kernel: it takes and gives tensors, and any tfjs optimizer can differentiate it.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import type { WebgpuProblem } from "./webgpu/dense.ts";
import type { DenseProblem } from "./dense/dense.ts";

const kernelName = "DenseSquaredError";

/** The kernel's attributes, besides its input. */
interface Attributes<Problem> {
  problem: Problem;
  /** Whether the gradient is a second output: set when the forward pass is made, so that none is made twice. */
  differentiate: boolean;
}

/** The backends whose tensors the host can read. */
for (const backendName of ["wasm", "cpu"]) {
  tf.registerKernel({
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { problem, differentiate } = attrs as unknown as Attributes<DenseProblem>;
      const store = backend as tf.KernelBackend;
      const theta = store.readSync(inputs.theta!.dataId) as Float32Array;
      const output = (values: Float32Array, shape: number[]): tf.TensorInfo => ({
        dataId: store.write(values, shape, "float32"),
        shape,
        dtype: "float32",
      });
      if (!differentiate) return output(Float32Array.of(problem.loss(theta)), []);
      const gradient = new Float32Array(theta.length);
      const loss = problem.gradient(theta, gradient);
      return [output(Float32Array.of(loss), []), output(gradient, [theta.length])];
    },
  });
}

tf.registerKernel({
  kernelName,
  backendName: "webgpu",
  kernelFunc({ inputs, attrs }) {
    const { problem, differentiate } = attrs as unknown as Attributes<WebgpuProblem>;
    const theta = inputs.theta as tf.Tensor1D;
    if (!differentiate) return problem.loss(theta);
    const { loss, gradient } = problem.gradient(theta);
    return [loss, gradient];
  },
});

tf.registerGradient({
  kernelName,
  outputsToSave: [false, true],
  gradFunc: (dy, [gradient]) => ({ theta: () => tf.mul((dy as tf.Tensor[])[0], gradient) }),
});

/**
 * The mean squared error at theta [parameters], laid out as `denseProblem` has it. The problem is the one of the backend in
 * use: on the device for webgpu, else on the host. Costs a forward pass, or, where it is
 * being differentiated, a gradient and nothing more.
 */
export function squaredError(
  problem: DenseProblem | WebgpuProblem,
  theta: tf.Tensor1D,
): tf.Scalar {
  const attributes: Attributes<DenseProblem | WebgpuProblem> = {
    problem,
    differentiate: tf.engine().state.gradientDepth > 0,
  };
  const answer = tf.engine().runKernel(
    kernelName,
    { theta },
    attributes as unknown as tf.NamedAttrMap,
  );
  const [loss] = Array.isArray(answer) ? answer : [answer];
  return loss as tf.Scalar;
}

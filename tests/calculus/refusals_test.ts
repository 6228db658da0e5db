import { gradient, variableGradient } from "../../src/calculus/gradient.ts";
import { hessian, variableHessian } from "../../src/calculus/hessian.ts";
import { hessianVectorProduct } from "../../src/calculus/hessian_vector_product.ts";
import { jacobian } from "../../src/calculus/jacobian.ts";
import { jvp } from "../../src/calculus/jvp.ts";
import { secondDerivativeAlong } from "../../src/calculus/second_derivative_along.ts";
import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { testOnBackends } from "../backends.ts";

const straightThrough = tf.customGrad((x) => ({
  value: tf.round(x as tf.Tensor),
  gradFunc: (dy: tf.Tensor) => dy,
}));
const image = (x: tf.Tensor, shape: [number, number, number] = [2, 2, 1]) =>
  tf.reshape(x, shape) as tf.Tensor3D;
const mirrored = (x: tf.Tensor) => tf.mirrorPad(image(x), [[1, 1], [0, 0], [0, 0]], "symmetric");
const tiny = (x: tf.Tensor, shape?: [number, number, number]) =>
  tf.localResponseNormalization(image(x, shape));
const x = [0.4, -0.3, 0.2, 0.1];

const never: Record<string, [RegExp, (x: tf.Tensor) => tf.Tensor]> = {
  mirrorPad: [/for MirrorPad\./, mirrored],
  "two of them": [
    /for (Dilation2D, MirrorPad|MirrorPad, Dilation2D)\./,
    (x) => tf.dilation2d(mirrored(x) as tf.Tensor3D, tf.ones([1, 1, 1]), 1, "same"),
  ],
  dilation2d: [
    /for Dilation2D\./,
    (x) => tf.dilation2d(image(x), tf.ones([1, 1, 1]), 1, "same"),
  ],
  "resizing by half-pixel centres": [
    /ResizeBilinear: tfjs's derivative is wrong where halfPixelCenters/,
    (x) => tf.image.resizeBilinear(image(x), [3, 3], false, true),
  ],
  "a dilated convolution": [
    /Cannot differentiate Conv2D: .*dilation/,
    (x) => tf.conv2d(image(x), tf.ones([1, 1, 1, 1]), 1, "same", "NHWC", 2),
  ],
  "softmaxCrossEntropy by the labels": [
    /softmaxCrossEntropy/,
    (x) => tf.losses.softmaxCrossEntropy(tf.reshape(x, [2, 2]), [[1, 2], [3, 4]]),
  ],
};

for (const [name, [message, f]] of Object.entries(never)) {
  testOnBackends(`the gradient of ${name} is refused, by name`, () => {
    const loss = (x: tf.Tensor) => tf.sum(tf.square(f(x)));
    assert.throws(() => gradient(loss)(x), message);
    assert.throws(() => jacobian(f)(x), message);
    const w = tf.tidy(() => tf.variable(tf.tensor1d(x)));
    assert.throws(() => variableGradient(() => loss(w), [w]), message);
    w.dispose();
  }, ["cpu", "wasm"]);
}

const notTwice: Record<string, [RegExp, (x: tf.Tensor) => tf.Tensor]> = {
  localResponseNormalization: [/for LRN/, tiny],
  mirrorPad: never.mirrorPad,
  "a custom gradient": [/for a custom gradient \(/, (x) => straightThrough(x)],
  "two of them": [/for (LRN, MirrorPad|MirrorPad, LRN)\./, (x) => tiny(mirrored(x), [4, 2, 1])],
};

for (const [name, [message, f]] of Object.entries(notTwice)) {
  testOnBackends(`the second derivative of ${name} is refused, by name`, () => {
    const loss = (x: tf.Tensor) => tf.sum(tf.square(f(x)));
    assert.throws(() => hessian(loss)(x), message);
    assert.throws(() => hessianVectorProduct(loss)(x, x), message);
    assert.throws(() => secondDerivativeAlong(loss)(x, x), message);
    const w = tf.tidy(() => tf.variable(tf.tensor1d(x)));
    assert.throws(() => variableHessian(() => loss(w), [w]), message);
    w.dispose();
  }, ["cpu", "wasm"]);
}

testOnBackends("an operation that wasm does not have is an error that names it", () => {
  const f = (x: tf.Tensor) => tf.sum(tf.einsum("i,i->", x, x));
  assert.throws(() => gradient(f)(x), /Einsum/);
  assert.throws(() => hessian(f)(x), /Einsum/);
}, ["wasm"]);

testOnBackends("an operation that tfjs has no gradient of is an error that names it", () => {
  assert.throws(() => gradient((x) => tf.sum(tf.gatherND(x, [[1], [2]])))(x), /GatherNd/);
}, ["cpu", "wasm"]);

testOnBackends("an operation on the data alone, or beside the loss, is not looked at", async () => {
  const bend = hessian((x) => {
    tf.mirrorPad(tf.reshape(x, [1, 2]), [[0, 0], [1, 1]], "reflect");
    return tf.sum(tf.square(tf.mul(x, tf.mirrorPad(tf.tensor1d([1, 2]), [[0, 0]], "reflect"))));
  })([1, 2]);
  assert.deepEqual([...await bend.data()], [2, 0, 0, 8]);
  bend.dispose();
});

const bad: Record<string, [RegExp, () => unknown]> = {
  "a value that is not a scalar": [
    /values of shape \[4\]: expected a scalar\. Try its tf\.mean or tf\.sum, or jacobian/,
    () => gradient((x) => x)(x),
  ],
  "integers": [
    /int32: expected float32\. Try tf\.cast/,
    () => tf.tidy(() => gradient((x) => tf.sum(x))(tf.tensor1d([1], "int32"))),
  ],
  "a direction of another shape": [
    /direction of shape \[2\]: expected \[4\]/,
    () => hessianVectorProduct((x) => tf.sum(x))(x, [1, 2]),
  ],
  "a direction of another shape, of jvp": [
    /direction of shape \[\]: expected \[4\]/,
    () => jvp((x) => x)(x, 1),
  ],
  "no variable": [/there is no variable/, () => variableGradient(() => tf.scalar(1), [])],
  "a constant": [
    /no values back|connection between x and f\(x\)/,
    () => gradient(() => tf.scalar(1))(x),
  ],
  "a constant, twice": [/connection between x and f\(x\)/, () => hessian(() => tf.scalar(1))(x)],
  "what goes by integers": [
    /connection between x and f\(x\)/,
    () => gradient((x) => tf.sum(tf.cast(tf.cast(x, "int32"), "float32")))(x),
  ],
  "a third derivative": [
    /Cannot take a third derivative/,
    () => hessian((x) => tf.sum(gradient((y) => tf.sum(tf.pow(y, 4)))(x)))(x),
  ],
  "a third derivative by tf.grad": [
    /Cannot take a third derivative/,
    () => hessian((x) => tf.sum(tf.grad((y) => tf.sum(tf.pow(y, 4)))(x)))(x),
  ],
  "an error of the function's own": [/mine/, () =>
    hessian((x) => {
      tf.exp(x);
      throw new Error("mine");
    })(x)],
};

for (const [name, [message, call]] of Object.entries(bad)) {
  testOnBackends(`${name}: a clear error, and nothing leaks`, () => {
    assert.throws(call, message);
  }, ["cpu", "wasm"]);
}

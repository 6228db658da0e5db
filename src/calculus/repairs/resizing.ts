/**
 * Resized images: first derivatives where tfjs has them wrong, and the gradients of the gradients.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";

const kernels = ["ResizeBilinear", "ResizeNearestNeighbor"];

/** tfjs's gradients take no notice of half-pixel centres; and cpu's of the bilinear one turns the shape of the image round. */
export const resizeRepairs: tf.GradConfig[] = kernels.map((kernelName) => ({
  kernelName,
  inputsToSave: ["images"],
  gradFunc(dy, [images], attributes) {
    if (attributes.halfPixelCenters) {
      throw new Error("tfjs's derivative is wrong where halfPixelCenters is true");
    }
    const inputs = { dy: dy as tf.Tensor, images };
    return {
      images: () =>
        tf.reshape(
          tf.engine().runKernel(`${kernelName}Grad`, inputs, attributes) as tf.Tensor,
          images.shape,
        ),
    };
  },
}));

/** Resizing is linear, so the gradient of its gradient is resizing again. */
export const resizeGradients: tf.GradConfig[] = kernels.map((kernelName) => ({
  kernelName: `${kernelName}Grad`,
  inputsToSave: ["images"],
  gradFunc(ddx, [images], attributes) {
    const resized = { images: tf.reshape(ddx as tf.Tensor, images.shape) };
    return {
      dy: () => tf.engine().runKernel(kernelName, resized, attributes),
      images: () => tf.zerosLike(images),
    };
  },
}));

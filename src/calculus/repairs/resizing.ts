/**
 * Resized images: the gradients of the gradients.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";

/** Resizing is linear, so the gradient of its gradient is resizing again. */
export const resizeGradients: tf.GradConfig[] = ["ResizeBilinear", "ResizeNearestNeighbor"].map(
  (kernelName) => ({
    kernelName: `${kernelName}Grad`,
    inputsToSave: ["images"],
    gradFunc: (ddx, [images], attributes) => ({
      dy: () => tf.engine().runKernel(kernelName, { images: ddx as tf.Tensor }, attributes),
      images: () => tf.zerosLike(images),
    }),
  }),
);

/**
 * The library as one module for a page, with the tfjs that it runs on: `web/dist/more-descent.js`.
 *
 * @module
 */
export * from "../mod.ts";
/** tfjs's core and layers: tensors, operations, models. */
export * as tf from "./tf.ts";

/**
 * The methods, with the spaces of tensors, which need tfjs.
 *
 * @module
 */
export * from "./methods.ts";
export { deviceSpace, tensorSpace } from "./tensor_space.ts";

/** jax-js: JAX in TypeScript, a peer of bench/peers/. Nothing else loads it. */
export {
  blockUntilReady,
  defaultDevice,
  init,
  jit,
  numpy,
  valueAndGrad,
} from "npm:@jax-js/jax@0.1.25";
/** The version above; the package does not state its own. */
export const version = "0.1.25";

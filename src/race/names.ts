/**
 * Optimizers by name: those who run where, and the names there are. No library is loaded for them.
 *
 * @module
 */

/** The eight optimizers of the post, in both editions if they differ. */
export const postOptimizers: readonly string[] = [
  "KS_50_0",
  "KS_50_2",
  "KS_10_0",
  "KS_10_2",
  "KV_10",
  "KV_50",
  "SGD",
  "ADAM",
];

/** Who runs in a figure's second picture: the best of the post's, and those beyond it. */
export const beyondThePost: readonly string[] = [
  "KS_50_0",
  "KS_50_2:intended",
  "KV_50:intended",
  "SGD",
  "ADAM",
  "KS:beyond",
  "POLYAK",
  "ARMIJO",
  "CG",
  "LBFGS",
  "SN",
];

/** Who runs in a fair race. */
export const fairOptimizers: readonly string[] = [
  "KS_50_0",
  "KS_50_2:intended",
  "KV_50:intended",
  "KS:beyond",
  "SGD",
  "ADAM",
];

/** All names that can be entered, in words. */
export const knownNames =
  "KS_<maxSteps>_<impatience> (KS_50_2), KV_<maxSteps> (KV_10), KS, ARMIJO, SLS, POLYAK, CG, LBFGS, NEWTONCG, SGD, GD, ADAM, NEWTON, NESTEROV, ADAMW, NADAMW, RADAM, LION, SFSGD, SFADAMW, SFPLUS, PRODIGY, DOG, MOMO, MOMOADAM, MUON, PAL, PONOS, SALSA or SN";

/** The words of a dense job in shared memory, as assembly/dense.ts reads them. */

/** What the job asks. */
export const kinds = { loss: 0, gradient: 1, products: 2, line: 3, hessian: 4 } as const;

/** Where each word is. Addresses unless said otherwise. */
export const word = {
  /** One of kinds. */
  kind: 0,
  /** How many kernels. */
  layers: 1,
  /** One of activations. */
  activation: 2,
  x: 3,
  y: 4,
  /** How many panels. */
  panels: 5,
  /** How many rows. */
  rows: 6,
  /** How many units the panels are split into. */
  units: 7,
  theta: 8,
  /** The kernels transposed, one after another without biases. */
  transposed: 9,
  /** A float64 a unit. */
  losses: 10,
  /** The parameters' float64 a unit. */
  gradients: 11,
  /** How many parameters. */
  parameters: 12,
  /** The first layer at theta, in panels. */
  atTheta: 13,
  /** The first layer at the direction, in panels. */
  atDirection: 14,
  direction: 15,
  /** The step size, float32. */
  step: 16,
  /** The widest layer but the input. */
  widest: 17,
  /** As many zeros as the widest layer has units. */
  zeros: 18,
  /** The direction's kernels transposed, as the parameters' are. */
  turned: 19,
  /** The widths, input and output included. */
  widths: 20,
} as const;

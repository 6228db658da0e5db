/**
 * The weights of tfjs's own optimizers, restored to the bit.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import type { NamedTensor } from "../objective_optimizer.ts";
import { decidesItsStep } from "./learning_rate.ts";

/** What tfjs's optimizers save for each variable: the ends of the weights' names. */
const slots: Record<string, string[]> = {
  SGD: [],
  Momentum: ["momentum"],
  Adagrad: ["accumulator"],
  Adadelta: ["accum_grad", "accum_var"],
  RMSProp: ["rms", "momentum", "mg"],
  Adam: ["m", "v"],
};

/** The powers of beta that Adam multiplies up, in float32, step by step. */
interface AdamPowers {
  beta1: number;
  beta2: number;
  accBeta1: tf.Variable;
  accBeta2: tf.Variable;
}

/**
 * Restores an optimizer's weights, so that a resumed run continues to the bit: tfjs's own setWeights takes Adam's
 * powers of beta from `pow`, which differ in the last bits from the products that the first run made, and forgets to
 * free what it replaces.
 *
 * @throws {Error} If the weights are another optimizer's.
 */
export async function restoreWeights(
  optimizer: tf.Optimizer,
  weights: NamedTensor[],
): Promise<void> {
  const name = optimizer.getClassName();
  const [known, isOwn] = [slots[name], decidesItsStep(optimizer) || "inner" in optimizer];
  if (isOwn || !known) return await optimizer.setWeights(weights);
  checkSlots(name, weights, known);
  const [count, ...replaced] = await optimizer.getWeights();
  await optimizer.setWeights(weights);
  tf.dispose([count.tensor, ...replaced.map((entry) => entry.tensor)]);
  if (name === "Adam") restorePowers(optimizer as unknown as AdamPowers, optimizer.iterations);
}

function checkSlots(name: string, weights: NamedTensor[], known: string[]): void {
  const [count, ...others] = weights.map((entry) => entry.name);
  const isSlot = (other: string) =>
    known.some((slot) => new RegExp(`/${slot}(_\\d+)?$`).test(other));
  if (count !== "iter" || !others.every(isSlot)) {
    throw new Error(
      `Cannot restore ${name}: expected the weights iter${
        known.map((slot) => `, .../${slot}`).join("")
      }; got [${
        weights.map((entry) => entry.name)
      }]. Restore weights that the same optimizer saved.`,
    );
  }
}

function restorePowers(adam: AdamPowers, iterations: number): void {
  tf.tidy(() => {
    adam.accBeta1.assign(tf.scalar(power(adam.beta1, iterations + 1)));
    adam.accBeta2.assign(tf.scalar(power(adam.beta2, iterations + 1)));
  });
}

/** beta^n in float32, by n - 1 rounded multiplications. */
function power(beta: number, n: number): number {
  const factor = Math.fround(beta);
  let product = factor;
  for (let i = 1; i < n; i++) product = Math.fround(product * factor);
  return product;
}

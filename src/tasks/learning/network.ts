/**
 * Networks of dense layers on their own variables.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import type { Chain } from "../../objectives/chain/chain.ts";
import type { RowLossName } from "../../objectives/chain/row_loss.ts";
import { TorchGenerator } from "../../random/torch.ts";
import { startingParameters } from "../deep_regression.ts";

/** What stands after every layer but the last. */
export type Activation = "relu" | "tanh";

/** A network of dense layers. */
export interface Network {
  /** Units of each layer, the inputs first. */
  widths: number[];
  activation: Activation;
}

/** Variables at PyTorch's default start: of each layer the kernel, then the bias. The caller disposes them. */
export function startingVariables({ widths }: Network, seed: number): tf.Variable[] {
  const values = startingParameters(new TorchGenerator(seed), widths);
  let at = 0;
  const next = (shape: number[]) => {
    const size = shape.reduce((product, n) => product * n, 1);
    const part = values.slice(at, at += size);
    return tf.tidy(() => tf.variable(tf.tensor(part, shape)));
  };
  return widths.slice(1).flatMap((units, i) => [next([widths[i], units]), next([units])]);
}

/** The network on such variables. */
export function chainOf(
  { activation }: Network,
  variables: readonly tf.Variable[],
  loss: RowLossName,
): Chain {
  const layers = Array.from({ length: variables.length / 2 }, (_, l) => ({
    kernel: variables[2 * l],
    bias: variables[2 * l + 1],
    activation,
  }));
  return { layers, loss };
}

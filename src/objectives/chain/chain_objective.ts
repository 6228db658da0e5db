/**
 * The loss of a chain of dense layers on rows, as an objective that knows its planes.
 *
 * @module
 */
import type * as tf from "../../deps/tf.ts";
import { closureObjective } from "../closure.ts";
import type { PlaneObjective } from "../plane.ts";
import { type Chain, chainLoss, type ChainRows, chainVariables } from "./chain.ts";
import { chainPlane } from "./chain_plane.ts";
import { FirstProducts, tensorProducts } from "./first_products.ts";
import { tensorAnswers } from "./tensor_plane.ts";

/** Such an objective. Free what it keeps when it is no longer needed; variables and rows are the caller's. */
export interface ChainObjective extends PlaneObjective {
  dispose(): void;
}

/** What a product of the first layer costs, in forward passes. */
export function firstPrice({ layers }: Chain): number {
  const sizes = layers.map(({ kernel }) => kernel.size + kernel.shape[1]!);
  return sizes[0] / sizes.reduce((a, b) => a + b, 0);
}

/** Makes the objective of all rows, by tfjs's operations. */
export function chainObjective(chain: Chain, rows: ChainRows): ChainObjective {
  const objective = closureObjective(() => chainLoss(chain, rows), chainVariables(chain));
  const products = new FirstProducts<tf.Tensor2D>(
    tensorProducts(rows.x),
    chain.layers[0],
    firstPrice(chain),
  );
  const answering = tensorAnswers(chain, rows);
  return Object.assign(objective, {
    plane: (directions: Parameters<PlaneObjective["plane"]>[0], perLayer: boolean) =>
      chainPlane(chain, directions, { perLayer, products, cost: objective.cost, answering }),
    dispose: () => products.dispose(),
  });
}

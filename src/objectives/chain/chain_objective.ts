/**
 * The loss of a chain of dense layers on rows, as an objective that knows its planes.
 *
 * @module
 */
import { closureObjective } from "../closure.ts";
import type { PlaneObjective } from "../plane.ts";
import { type Chain, chainLoss, type ChainRows, chainVariables } from "./chain.ts";
import { chainPlane } from "./chain_plane.ts";
import { FirstProducts } from "./first_products.ts";

/** Such an objective. Free what it keeps when it is no longer needed; variables and rows are the caller's. */
export interface ChainObjective extends PlaneObjective {
  dispose(): void;
}

/** Makes the objective of all rows. */
export function chainObjective(chain: Chain, rows: ChainRows): ChainObjective {
  const objective = closureObjective(() => chainLoss(chain, rows), chainVariables(chain));
  const sizes = chain.layers.map(({ kernel }) => kernel.size + kernel.shape[1]!);
  const price = sizes[0] / sizes.reduce((a, b) => a + b, 0);
  const products = new FirstProducts(rows.x, chain.layers[0], price);
  return Object.assign(objective, {
    plane: (directions: Parameters<PlaneObjective["plane"]>[0], perLayer: boolean) =>
      chainPlane(chain, rows, directions, { perLayer, products, cost: objective.cost }),
    dispose: () => products.dispose(),
  });
}

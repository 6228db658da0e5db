/**
 * The loss of a chain of dense layers on all rows, as an objective that the chain kernel answers, planes too.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { ChainNetwork } from "../../kernels/chain/network.ts";
import type { ChainPlanes, FirstProduct } from "../../kernels/chain/plane.ts";
import { laterPanels, movedPanels } from "../../kernels/chain/later_panels.ts";
import { ChainRows } from "../../kernels/chain/rows.ts";
import type { ChainShape } from "../../kernels/chain/shape.ts";
import { sizeOf } from "../../numeric/flat.ts";
import { closureObjective } from "../closure.ts";
import type { Objective } from "../objective.ts";
import type { Directions, Plane } from "../plane.ts";
import { type Chain, chainLoss, type ChainRows as TensorRows, chainVariables } from "./chain.ts";
import { type ChainObjective, firstPrice } from "./chain_objective.ts";
import { type Answering, chainPlane } from "./chain_plane.ts";
import { FirstProducts, type ProductMaker } from "./first_products.ts";
import { NetworkObjective } from "./network_objective.ts";

/** Values of tensors, on the host. */
const arrays = (tensors: readonly tf.Tensor[]) =>
  tensors.map((tensor) => {
    // What was cast to float32 may still have its integers.
    const values = tensor.dataSync();
    return values instanceof Float32Array ? values : Float32Array.from(values);
  });

/** The first layer's products in the kernels' memory. */
function kernelProducts(planes: ChainPlanes): ProductMaker<FirstProduct> {
  return {
    product: (kernel, bias) =>
      planes.product(...arrays(bias ? [kernel, bias] : [kernel]) as [Float32Array]),
    advance: (base, along, t) => ({ base, along: planes.advance(base, along, t) }),
    free: (product) => product.dispose(),
  };
}

/** What the kernel answers on a plane. */
function kernelAnswers(
  planes: ChainPlanes,
  shape: ChainShape,
  variables: readonly tf.Variable[],
): Answering<FirstProduct> {
  return (directions, { count, perLayer }, { base, along }) => {
    const weights = laterPanels(shape, arrays(variables));
    const panels = directions.map((direction) => laterPanels(shape, arrays(direction)));
    const at = (t: Float64Array, expands: boolean) => {
      const there = movedPanels(weights, panels, (l, i) => t[(perLayer ? l * count : 0) + i]);
      try {
        return planes.at({ base, along, t, there, directions: panels, perLayer, expands });
      } finally {
        there.dispose();
      }
    };
    return {
      expand: (t) => tf.tensor1d(Float32Array.from(at(t, true))),
      loss: (t) => tf.scalar(at(t, false)[0]),
      dispose: () => [weights, ...panels].forEach((each) => each.dispose()),
    };
  };
}

/** The chain as its kernel has it. */
function shapeOf({ layers, loss }: Chain): ChainShape {
  return {
    inputs: layers[0].kernel.shape[0],
    layers: layers.map(({ kernel, bias, activation }, l) => ({
      ...{ units: kernel.shape[1]!, hasBias: bias !== undefined },
      activation: l + 1 < layers.length ? activation : "linear",
    })),
    loss,
  };
}

/**
 * The loss of a batch of rows, at first of all: what the kernel knows, and second derivatives by tfjs's operations. Dispose it; variables and rows are
 * the caller's.
 */
export class BatchObjective extends NetworkObjective {
  protected readonly chain: Chain;
  protected readonly network: ChainNetwork;
  protected readonly data: ChainRows;
  readonly #rows: TensorRows;
  #index: Int32Array = new Int32Array();

  constructor(chain: Chain, rows: TensorRows) {
    const count = rows.x.shape[0];
    const [x, y] = arrays([rows.x, rows.y]);
    const data = new ChainRows({ rows: count, x, y });
    const network = new ChainNetwork(shapeOf(chain), count);
    super(network, data, chainVariables(chain));
    [this.chain, this.network, this.data, this.#rows] = [chain, network, data, rows];
    this.turnTo(Int32Array.from({ length: count }, (_, i) => i));
  }

  /** Turns to these rows. */
  turnTo(index: Int32Array): void {
    this.#index = index;
    this.network.order(index.length).set(index);
    this.batch = { from: 0, count: index.length, seed: 0 };
  }

  override hessianVectorProduct(direction: tf.Tensor[]): tf.Tensor[] {
    this.cost.gradients += 2;
    return this.#plain((objective) => objective.hessianVectorProduct(direction));
  }

  override hessian(): tf.Tensor2D {
    this.cost.gradients += 2 * sizeOf(this.variables);
    this.cost.hessians++;
    return this.#plain((objective) => objective.hessian());
  }

  /** Asks the batch's loss in tfjs's operations. */
  #plain<T extends tf.TensorContainer>(ask: (objective: Objective) => T): T {
    return tf.tidy(() => {
      const places = tf.tensor1d(this.#index, "int32");
      const rows = { x: tf.gather(this.#rows.x, places), y: tf.gather(this.#rows.y, places) };
      return ask(closureObjective(() => chainLoss(this.chain, rows), this.variables));
    });
  }

  /** Frees what it holds. */
  dispose(): void {
    this.network.dispose();
    this.data.dispose();
  }
}

/** The loss of all rows, and its planes. */
class WholeObjective extends BatchObjective implements ChainObjective {
  readonly #planes: ChainPlanes;
  readonly #products: FirstProducts<FirstProduct>;
  readonly #answering: Answering<FirstProduct>;

  constructor(chain: Chain, rows: TensorRows) {
    super(chain, rows);
    this.#planes = this.network.planes(this.data);
    const maker = kernelProducts(this.#planes);
    this.#products = new FirstProducts(maker, chain.layers[0], firstPrice(chain));
    this.#answering = kernelAnswers(this.#planes, shapeOf(chain), this.variables);
  }

  plane(directions: Directions, perLayer: boolean): Plane {
    const [products, answering] = [this.#products, this.#answering];
    return chainPlane(this.chain, directions, { perLayer, products, cost: this.cost, answering });
  }

  override dispose(): void {
    this.#products.dispose();
    this.#planes.dispose();
    super.dispose();
  }
}

/** Makes the objective of all rows. Dispose it. */
export function kernelObjective(chain: Chain, rows: TensorRows): ChainObjective {
  return new WholeObjective(chain, rows);
}

/** How a chain's job and layers lie in shared memory: four bytes a field, as assembly/job.ts reads them. */

/** A job's fields, in their order. */
const jobFields = [
  ...["kind", "layers", "first", "x", "stride", "isBytes", "unit", "y", "weights", "order"],
  ...["count", "share", "loss", "losses", "fives", "height", "deltas", "widest", "parts"],
  ...["penalties", "update", "rate", "keep1", "keep2", "correction1", "correction2", "epsilon"],
  ...["decay", "decaysBiases", "isNesterov", "seed", "plane", "planeLayers", "planeScratch"],
] as const;

/** A layer's fields. */
const layerFields = [
  ...["inputs", "outputs", "padded", "activation", "hasBias", "w", "b", "turned", "w1", "b1"],
  ...[
    "w2",
    "b2",
    "dw",
    "db",
    "values",
    "slopes",
    "spare",
    "bend",
    "penalty",
    "dropped",
    "scale",
    "leak",
  ],
] as const;

/** A plane's fields. */
export const planeFields = [
  ...["count", "size", "perLayer", "rows", "unitRows", "base", "along", "t", "sums", "out", "w"],
  "b",
] as const;

/** Fields that are float32; the others are words. */
const floatFields = new Set<string>([
  ...["unit", "share", "rate", "keep1", "keep2", "correction1", "correction2", "epsilon"],
  ...["decay", "penalty", "scale", "leak"],
]);

/** What a job asks of a unit. */
export const kinds = {
  ...{ slopes: 0, learn: 1, loss: 2, turn: 3 },
  ...{ product: 4, advance: 5, expand: 6, lossThere: 7 },
} as const;

/** Activations' numbers. */
export const activationNumbers = {
  ...{ linear: 0, relu: 1, tanh: 2, sigmoid: 3, elu: 4, selu: 5, softplus: 6, swish: 7, gelu: 8 },
  leakyRelu: 9,
} as const;

/** Losses' numbers; a class's is softmax cross entropy, given numbers of classes. */
export const lossNumbers = {
  meanSquaredError: 0,
  meanAbsoluteError: 1,
  huber: 2,
  sigmoidCrossEntropy: 3,
  softmaxCrossEntropy: 4,
  classCrossEntropy: 5,
} as const;

/** How weights move. */
export const updateNumbers = { none: 0, descent: 1, momentum: 2, adam: 3 } as const;

/** Vectors that lie as the weights do, by their fields of a layer: kernel and bias. */
export const vectorFields = {
  weights: ["w", "b"],
  /** An optimizer's two. */
  first: ["w1", "b1"],
  second: ["w2", "b2"],
  gradient: ["dw", "db"],
} as const satisfies Record<string, readonly LayerField[]>;

/** A vector's name. */
export type VectorName = keyof typeof vectorFields;

/** Where each field of a structure is. */
export type Places<Name extends string> = Readonly<Record<Name, number>>;

function placesOf<Name extends string>(names: readonly Name[]): Places<Name> {
  return Object.fromEntries(names.map((name, place) => [name, place])) as Record<Name, number>;
}

/** The structures. */
export const jobPlaces = placesOf(jobFields);
export const layerPlaces = placesOf(layerFields);
export const planePlaces = placesOf(planeFields);

/** Reads and writes fields of a structure in shared memory. */
export class Fields<Name extends string> {
  readonly #words: Int32Array;
  readonly #floats: Float32Array;
  readonly #places: Places<Name>;

  constructor(places: Places<Name>, words: Int32Array, floats: Float32Array) {
    [this.#places, this.#words, this.#floats] = [places, words, floats];
  }

  /** Writes some of them. */
  set(values: Partial<Record<Name, number>>): void {
    for (const name in values) {
      (floatFields.has(name) ? this.#floats : this.#words)[this.#places[name]] = values[name]!;
    }
  }

  /** An address or a count. */
  get(name: Name): number {
    return this.#words[this.#places[name]] >>> 0;
  }
}

/** A job's field. */
export type JobField = typeof jobFields[number];
/** A layer's field. */
export type LayerField = typeof layerFields[number];

export { jobFields, layerFields };

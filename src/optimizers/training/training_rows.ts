/**
 * Rows as a trainer is given them, checked and brought into the kernels' memory.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { ChainRows } from "../../kernels/chain/rows.ts";

/** Rows of inputs: a tensor [rows, ...], or as many numbers row by row. Bytes stay bytes, a quarter of the memory. */
export type TrainingInputs = tf.Tensor | Float32Array | Uint8Array;

/**
 * What each row should give: [rows, outputs], or [rows] for one output; for softmaxCrossEntropy, the number of its class too, [rows].
 */
export type TrainingTargets = tf.Tensor | Float32Array | Int32Array | Uint8Array;

/** How much rows count. */
export interface RowWeights {
  /** Of each row; the loss is the sum of weighted losses by the number of rows, as in tfjs. */
  sampleWeight?: tf.Tensor | Float32Array;
  /** Of each class. */
  classWeight?: { [classIndex: number]: number };
}

/** What rows have to fit. */
export interface Expected {
  inputs: number;
  outputs: number;
  /** Whether classes may be given by their numbers. */
  takesClasses: boolean;
  /** What a byte of the inputs counts. */
  byteScale?: number;
}

/** Rows in the kernels' memory, and whether their targets are numbers of classes. */
export interface TrainingRows {
  rows: ChainRows;
  areClasses: boolean;
}

/** @throws {Error} If something does not fit; it says what, and which row. */
export async function trainingRows(
  x: TrainingInputs,
  y: TrainingTargets,
  weights: RowWeights,
  expected: Expected,
): Promise<TrainingRows> {
  const { inputs, outputs, byteScale } = expected;
  const values = await inputValues(x);
  const rows = values.length / inputs;
  const isWhole = Number.isInteger(rows) && rows > 0;
  if (!isWhole || (x instanceof tf.Tensor && x.shape[0] !== rows)) {
    refuse(`x is ${sizeOf(x)}, expected rows of ${inputs} inputs, one at least`);
  }
  const targets = await valuesOf(y);
  const areClasses = expected.takesClasses && outputs > 1 && targets.length === rows;
  if (!areClasses && targets.length !== rows * outputs) {
    refuse(`y is ${sizeOf(y)}, expected [${rows}, ${outputs}] for the ${rows} rows of x`);
  }
  if (areClasses) requireClasses(targets, outputs);
  const each = await rowWeights(weights, targets, { rows, outputs, areClasses });
  const data = {
    ...{ rows, x: values, unit: byteScale, weights: each },
    y: areClasses ? Int32Array.from(targets) : Float32Array.from(targets),
  };
  return { rows: new ChainRows(data), areClasses };
}

async function inputValues(x: TrainingInputs): Promise<Float32Array | Uint8Array> {
  if (x instanceof Uint8Array) return x;
  const values = await valuesOf(x);
  return values instanceof Float32Array ? values : Float32Array.from(values);
}

/** @throws {Error} If they are no numbers. */
async function valuesOf(
  from: TrainingInputs | TrainingTargets,
): Promise<Float32Array | Int32Array | Uint8Array> {
  if (!(from instanceof tf.Tensor)) return from;
  if (from.dtype === "string" || from.dtype === "complex64") {
    refuse(`a tensor has the type ${from.dtype}, expected numbers`);
  }
  return await from.data();
}

function requireClasses(y: ArrayLike<number>, classes: number): void {
  for (let row = 0; row < y.length; row++) {
    if (!(Number.isInteger(y[row]) && y[row] >= 0 && y[row] < classes)) {
      refuse(`y[${row}] is ${y[row]}, expected a class from 0 to ${classes - 1}`);
    }
  }
}

async function rowWeights(
  { sampleWeight, classWeight }: RowWeights,
  y: ArrayLike<number>,
  { rows, outputs, areClasses }: { rows: number; outputs: number; areClasses: boolean },
): Promise<Float32Array | undefined> {
  if (!sampleWeight && !classWeight) return undefined;
  const given = sampleWeight && await valuesOf(sampleWeight);
  if (given && given.length !== rows) {
    refuse(`sampleWeight has ${given.length} values, expected ${rows}, one for each row`);
  }
  const weights = given ? Float32Array.from(given) : new Float32Array(rows).fill(1);
  const classes = outputs === 1 ? 2 : outputs;
  for (const name of Object.keys(classWeight ?? {})) {
    if (!(Number(name) < classes)) {
      refuse(`classWeight names class ${name}, expected one from 0 to ${classes - 1}`);
    }
  }
  const classOf = (row: number) => {
    if (areClasses || outputs === 1) return y[row];
    let best = 0;
    for (let j = 1; j < outputs; j++) {
      if (y[row * outputs + j] > y[row * outputs + best]) best = j;
    }
    return best;
  };
  for (let row = 0; classWeight && row < rows; row++) {
    weights[row] *= classWeight[classOf(row)] ?? 1;
  }
  const wrong = weights.findIndex((weight) => !(weight >= 0 && Number.isFinite(weight)));
  if (wrong >= 0) refuse(`row ${wrong} weighs ${weights[wrong]}, expected 0 or more`);
  return weights;
}

const sizeOf = (from: TrainingInputs | TrainingTargets) =>
  from instanceof tf.Tensor ? `of shape [${from.shape}]` : `${from.length} numbers`;

function refuse(what: string): never {
  throw new Error(`Cannot train: ${what}.`);
}

/**
 * The choices of this page.
 *
 * @module
 */
import { curveMethods, curves } from "./concepts/curves.ts";
import { valleyOptimizers, valleys } from "./concepts/valleys.ts";
import type { Field, Fields, View } from "./address.ts";

const number = (standard: number, least: number, most: number, whole = false) => ({
  ...{ kind: "number" as const, default: standard, least, most, whole },
});

const name = (names: readonly string[]) => ({
  ...{ kind: "name" as const, default: names[0], names },
});

/** Who can be entered in a race. */
export const racers = [
  ...["KS_50_0", "KS_50_2:intended", "KV_50:intended", "KS:beyond", "SN", "LBFGS", "CG"],
  ...["NEWTONCG", "POLYAK", "SLS", "SGD", "NESTEROV", "ADAM", "ADAMW", "LION"],
] as const;

/** By the address's names. */
export const fields = {
  curve: name(Object.keys(curves)),
  by: name(curveMethods),
  from: number(1.9, -3, 3),
  step: number(0.1, 0.001, 3),
  count: number(8, 1, 50, true),
  valley: name(Object.keys(valleys)),
  optimizer: name(valleyOptimizers),
  x: number(-4, -5, 5),
  y: number(1.6, -3, 3),
  rate: number(0.05, 0.0001, 2),
  max: number(50, 1, 200, true),
  patience: number(0, 0, 5),
  iterations: number(6, 1, 40, true),
  data: number(100_000, 10, 5_000_000, true),
  columns: number(10, 1, 200, true),
  figure: name(["9", "10", "11", "12", "13"]),
  rows: number(10_000, 100, 100_000, true),
  seconds: number(2, 0.1, 60),
  backend: name(["wasm", "webgpu", "cpu"]),
  axis: name(["seconds", "gradients", "passes"]),
  racers: {
    kind: "names" as const,
    default: ["KS_50_0", "KS:beyond", "SGD", "ADAM"],
    names: racers,
  },
  pupil: name(["SN", "ADAM", "SGD", "KS_50_0", "LBFGS", "SLS"]),
} satisfies Fields & Record<string, Field>;

/** A value for each of them. */
export type PageView = View<typeof fields>;

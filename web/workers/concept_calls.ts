/**
 * What the page asks about the figures that explain an idea.
 *
 * @module
 */
import type { Cost } from "../../src/objectives/objective.ts";
import type { Grid, Visit } from "../../src/records/drawing.ts";
import type { CurveMethod, CurveName } from "../concepts/curves.ts";
import type { ValleyName, ValleyOptimizer } from "../concepts/valleys.ts";

/** A walk on a function of one number. */
export interface CurveQuestion {
  curve: CurveName;
  method: CurveMethod;
  start: number;
  learningRate: number;
  steps: number;
}

/** What every walk has. */
export interface AnyWalk {
  /** Where it went, as far as its numbers are numbers. */
  points: Visit[];
  /** What it spent. */
  cost: Cost;
  /** Whether it left the numbers. */
  isLost: boolean;
}

/** Where it went; Newton's curvature at each gradient's place. */
export interface CurveWalk extends AnyWalk {
  samples: [x: number, value: number][];
  curvatures: number[];
}

/** A walk on a function of two numbers. */
export interface ValleyQuestion {
  valley: ValleyName;
  optimizer: ValleyOptimizer;
  start: [x: number, y: number];
  learningRate: number;
  maxSteps: number;
  impatience: number;
  iterations: number;
}

/** The function along the first gradient, against the step size. */
export interface Slice {
  samples: [stepSize: number, value: number][];
  points: { kind: "gradient" | "step"; stepSize: number; value: number }[];
}

/** Where it went. */
export interface ValleyWalk extends AnyWalk {
  slice: Slice;
}

/** By name. */
export type ConceptCalls = {
  grid: { question: ValleyName; answer: Grid; news: never };
  valley: { question: ValleyQuestion; answer: ValleyWalk; news: never };
  curve: { question: CurveQuestion; answer: CurveWalk; news: never };
};

/**
 * What the concept figures are drawn from: plain JSON, written by src/experiments/concepts/, read by src/drawings/.
 *
 * @module
 */

/** A place where an optimizer evaluated a function. */
export interface Visit {
  /** gradient: loss and gradient; step: the loss alone; end: where the last step led. */
  kind: "gradient" | "step" | "end";
  /** Which of the optimizer's iterations it belongs to, from 0; an end has the number of iterations. */
  iteration: number;
  /** The variable's values. */
  at: number[];
  /** The function's value there. */
  value: number;
  /** The gradient there, a number a value, where the optimizer asked for it. */
  gradient?: number[];
}

/** What the drawings of a run have. */
export interface OptimizerDrawing {
  /** The function's formula, as a reader writes it. */
  function: string;
  /** Who walked. */
  optimizer: string;
  /** Every evaluation, in order. */
  points: Visit[];
}

/** Figures 1 and 2: a run on a function of one number. */
export interface CurveDrawing extends OptimizerDrawing {
  /** Samples (x, f(x)), from left to right. */
  curve: [x: number, value: number][];
  /** The function's lowest point. */
  minimum: [x: number, value: number];
  /** null if there is none (Newton). */
  learningRate: number | null;
}

/** Figure 3: Newton's iterations, with the quadratic that each one minimises. */
export interface ParabolaDrawing extends CurveDrawing {
  /** The second derivative at each gradient's place, in order. */
  curvatures: number[];
}

/** Figures 6 and 7: a run on a function of two numbers. */
export interface ValleyDrawing extends OptimizerDrawing {
  /** The function's values, on a grid that is a little larger than the picture. */
  grid: Grid;
  /** The function's lowest point. */
  minimum: [x: number, y: number];
  /** The length of a step, in gradients. */
  learningRate: number;
}

/** A function's values over a rectangle, edges included. */
export interface Grid {
  /** From, to. */
  x: [number, number];
  /** From, to. */
  y: [number, number];
  /** How many values of x. */
  columns: number;
  /** How many values of y. */
  rows: number;
  /** rows x columns numbers, row by row from the lowest y, each row from the lowest x. */
  values: number[];
}

/** Figure 8: the function along one walk's line, at w - t g. */
export interface SliceDrawing {
  /** The function's formula, as a reader writes it. */
  function: string;
  /** Who walked. */
  optimizer: string;
  /** The length of a mini-step, in gradients. */
  learningRate: number;
  /** Where the walk begins: w. */
  origin: number[];
  /** The gradient there: g. */
  gradient: number[];
  /** Samples (t, f(w - t g)), from t = 0. */
  slice: [stepSize: number, value: number][];
  /** The gradient's place (t = 0) and the mini-steps, in order. */
  points: SlicePoint[];
  /** The slope of the slice at t = 0: -|g|^2. */
  slope: number;
}

/** Where a walk evaluated the function. */
export interface SlicePoint {
  /** gradient: loss and gradient; step: the loss alone. */
  kind: "gradient" | "step";
  /** How far along the line, in gradients. */
  stepSize: number;
  /** The function's value there. */
  value: number;
}

/** The drawing of each concept figure. */
export interface Drawings {
  /** Figure 1's. */
  1: CurveDrawing;
  /** Figure 2's. */
  2: CurveDrawing;
  /** Figure 3's. */
  3: ParabolaDrawing;
  /** Figure 6's. */
  6: ValleyDrawing;
  /** Figure 7's. */
  7: ValleyDrawing;
  /** Figure 8's. */
  8: SliceDrawing;
}

/** The figures that show an idea, not a race. */
export type ConceptFigure = keyof Drawings;

/** The `drawing` of any concept figure. */
export type Drawing = Drawings[ConceptFigure];

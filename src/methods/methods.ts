/**
 * The methods that `minimize` takes, to be made with options of one's own; and what it takes to run one by hand, an
 * iteration at a time.
 *
 * @module
 */
export {
  conjugateGradient,
  type ConjugateGradientBeta,
  type ConjugateGradientOptions,
} from "./conjugate_gradient.ts";
export { gradientDescent, type GradientDescentOptions } from "./gradient_descent.ts";
export { lbfgs, type LbfgsOptions } from "./lbfgs.ts";
export { newton, type NewtonOptions } from "./newton.ts";
export { newtonCg, type NewtonCgOptions } from "./newton_cg.ts";
export type { Method, MethodState, Standstill } from "./method.ts";
export {
  type Answer,
  answer,
  answerAsync,
  type Answerer,
  type Answers,
  type Asking,
  type AsyncAnswerer,
  type Evaluation,
  gradientAt,
  hessianAt,
  productAt,
  type Question,
  valueAt,
} from "./questions.ts";
export { float64Space } from "./float64_space.ts";
export type { Space } from "./space.ts";

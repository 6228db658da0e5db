/**
 * Answers about residuals of tensors, awaited: on every backend.
 *
 * @module
 */
import { variableJacobian } from "../calculus/jacobian.ts";
import { variableJvp } from "../calculus/jvp.ts";
import * as tf from "../deps/tf.ts";
import { tensorsOf } from "../numeric/flat.ts";
import { readAll, type TensorPoint } from "../minimize/tensor_point.ts";
import type { FitQuestion } from "./method.ts";
import { Shape } from "./shape.ts";
import type { LeastSquaresCost } from "./solution.ts";
import type { TensorFunction, TensorStart } from "../minimize/start.ts";

/** Answers questions about residuals in any shape, and counts what they cost. The Jacobian is taken the cheaper way: row by row, or column by column. */
export function tensorAnswerer(
  residuals: TensorFunction,
  point: TensorPoint<TensorStart>,
  cost: LeastSquaresCost,
): (question: FitQuestion) => Promise<Float64Array | Float64Array[]> {
  const { variables } = point;
  const n = variables.reduce((sum, { size }) => sum + size, 0);
  const shape = new Shape(n);
  const f = () => residuals(...variables);
  let m = 0;
  const column = (j: number) => {
    const unit = new Float64Array(n).with(j, 1);
    return readAll([tf.tidy(() => variableJvp(f, variables, tensorsOf(unit, variables)))]);
  };
  const columns = async () => {
    const found: Float64Array[] = [];
    for (let j = 0; j < n; j++) found.push(await column(j));
    return found;
  };
  const rows = async () => {
    const values = await readAll([tf.tidy(() => variableJacobian(f, variables))]);
    return Array.from({ length: n }, (_, j) => values.filter((_, i) => i % n === j));
  };
  return async ({ ask, at }) => {
    point.moveTo(at);
    if (ask === "residuals") {
      cost.forwardPasses++;
      const values = await readAll([tf.tidy(f)]);
      m = values.length;
      return shape.residuals(values);
    }
    cost.jacobians++;
    return await (m <= n ? rows() : columns());
  };
}

/**
 * What a Newton step costs: a gradient, a Hessian, and the solution. On the regressions of figures 5 and 13 with all
 * rows; on networks, whose Hessian takes a double backward pass a parameter, with 100. Figure 11's network has more
 * parameters than a Hessian can hold.
 *
 * @module
 */
import { newton } from "../src/optimizers/second_order/newton.ts";
import { benchTasks, type Question, settle } from "./settings.ts";

const step: Question = async (objective) => {
  const optimizer = newton();
  await settle(await optimizer.stepAsync(objective));
  optimizer.dispose();
};

benchTasks("Newton step", step, [5, 13]);
benchTasks("Newton step", step, [9, 12], 100);

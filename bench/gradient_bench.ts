/** What the loss and its gradient cost together. @module */
import { benchTasks, settle } from "./settings.ts";

benchTasks("gradient", async (objective) => {
  const { loss, gradient } = objective.gradient();
  for (const tensor of [loss, ...gradient]) await settle(tensor);
});

/** What the first KS_50_0 iteration costs: a gradient, and the walk along it. @module */
import { entriesNamed } from "../src/race/contestants.ts";
import { postLearningRate } from "../src/tasks/post.ts";
import { benchTasks, settle } from "./settings.ts";

const [entry] = entriesNamed("KS_50_0");

benchTasks("KS_50_0 iteration", async (objective, figure) => {
  const contestant = entry.make(postLearningRate(figure));
  await settle(await contestant.step(objective));
  for (const variable of objective.variables) await variable.data();
  contestant.dispose();
});

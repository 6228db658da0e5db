/** What the loss costs: one forward pass over all rows. @module */
import { benchTasks, settle } from "./settings.ts";

benchTasks("loss", (objective) => settle(objective.loss()));

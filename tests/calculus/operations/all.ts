import { activations } from "./activations.ts";
import { convolutional } from "./convolutional.ts";
import { functions } from "./functions.ts";
import { layersLosses } from "./layers_losses.ts";
import { losses } from "./losses.ts";
import type { Operation } from "./operation.ts";
import { pairs } from "./pairs.ts";
import { pooling } from "./pooling.ts";
import { reductions } from "./reductions.ts";
import { shapes } from "./shapes.ts";
import { training } from "./training.ts";

/** Every operation whose derivatives are held against plain numbers. */
export const operations: Record<string, Operation> = {
  ...activations,
  ...functions,
  ...pairs,
  ...reductions,
  ...shapes,
  ...training,
  ...convolutional,
  ...pooling,
  ...losses,
  ...layersLosses,
};

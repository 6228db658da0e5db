import { convolutional } from "./convolutional.ts";
import { elementary } from "./elementary.ts";
import { losses } from "./losses.ts";
import { more } from "./more.ts";
import type { Operation } from "./operation.ts";

/** Every operation whose derivatives are held against plain numbers. */
export const operations: Record<string, Operation> = {
  ...elementary,
  ...more,
  ...convolutional,
  ...losses,
};

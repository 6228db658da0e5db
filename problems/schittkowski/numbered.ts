/** How the problems are written down. */
import type { Definition } from "../test_function.ts";

/** A problem by its number in the book. */
export interface Numbered extends Omit<Definition, "name"> {
  number: number;
  n: number;
}

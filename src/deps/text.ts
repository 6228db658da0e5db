/**
 * deno-std: words that are alike. The package is the Deno authors' own code (Deno std, the packages at version 1, of 2026), which npm
 * has without types.
 */
import { closestString as closest } from "npm:deno-std@1.4.0/text/closest_string.js";

/** Of several words the one that is most like another. Throws if there are none. */
export const closestString: (given: string, possible: readonly string[]) => string = closest;

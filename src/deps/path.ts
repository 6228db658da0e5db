/**
 * deno-std: paths of files. The package is the Deno authors' own code (Deno std, the packages at version 1, of 2026), which npm has
 * without its types: these are stated here.
 */
import { dirname as directory } from "npm:deno-std@1.4.0/path/dirname.js";
import { extname as ending } from "npm:deno-std@1.4.0/path/extname.js";
import { join as joined } from "npm:deno-std@1.4.0/path/join.js";

/** The folder that a path is in. */
export const dirname: (path: string) => string = directory;
/** Parts of a path, as one. */
export const join: (...parts: string[]) => string = joined;
/** How a path ends, with its dot: ".csv". */
export const extname: (path: string) => string = ending;

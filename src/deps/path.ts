/** deno-std: paths of files. Its JavaScript comes without types, which are stated here. */
import { dirname as directory } from "npm:deno-std@1.4.0/path/dirname.js";
import { join as joined } from "npm:deno-std@1.4.0/path/join.js";

/** The folder that a path is in. */
export const dirname: (path: string) => string = directory;
/** Parts of a path, as one. */
export const join: (...parts: string[]) => string = joined;

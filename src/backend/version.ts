/**
 * The project's name and version, as its configuration states them.
 *
 * @module
 */
import configuration from "../../deno.json" with { type: "json" };

/** The version of more-descent. */
export const version: string = configuration.version;

/**
 * The backends' names, apart from their code, so that a script can check its options before tfjs is loaded.
 *
 * @module
 */

/** A backend of tfjs that this suite runs on. */
export type BackendName = "webgpu" | "wasm" | "cpu";

/** The names that `useBackend` takes. */
export const backendChoices = ["auto", "webgpu", "wasm", "cpu"] as const;

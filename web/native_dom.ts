/** The browser's own document, in the place of src/deps/dom.ts. */
export const DOMParser = globalThis.DOMParser;

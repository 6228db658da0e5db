/**
 * cephes: the distributions of statistics, compiled to WebAssembly. Its JavaScript comes without types, which are stated here. From 3
 * on it assigns to __proto__, which Deno does not allow.
 */

/** The functions that are used, by the names of the C library. */
interface Cephes {
  /** Resolves when the functions may be called. */
  compiled: Promise<void>;
  chdtrc(df: number, x: number): number;
  incbet(a: number, b: number, x: number): number;
  ndtr(x: number): number;
  ndtri(p: number): number;
  stdtri(df: number, p: number): number;
}

/** It unpacks itself by Node's Buffer while it is loaded; where there is none, what it needs of it is there for so long. */
async function loaded(): Promise<Cephes> {
  const scope = globalThis as { Buffer?: unknown };
  const hasBuffer = scope.Buffer !== undefined;
  if (!hasBuffer) {
    const from = (text: string) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
    scope.Buffer = { from };
  }
  try {
    const { default: cephes } = await import("npm:cephes@2.0.0");
    return cephes;
  } finally {
    if (!hasBuffer) delete scope.Buffer;
  }
}

const library = await loaded();
await library.compiled;

/** The regularised incomplete beta function I_x(a, b). */
export const incompleteBeta: (a: number, b: number, x: number) => number = library.incbet;
/** How often a chi squared variable is above x. */
export function chiSquaredTail(df: number, x: number): number {
  try {
    return library.chdtrc(df, x);
  } catch (error) {
    // Less than the least number is 0.
    if (error instanceof Error && error.message.includes("underflow")) return 0;
    throw error;
  }
}
/** The standard normal distribution. */
export const normalDistribution: (x: number) => number = library.ndtr;
/** Its inverse. */
export const normalQuantile: (p: number) => number = library.ndtri;
/** The inverse of Student's t distribution, for a whole number of degrees of freedom. */
export const studentQuantile: (df: number, p: number) => number = library.stdtri;

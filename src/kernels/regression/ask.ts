/**
 * Jobs of the regression kernel: rows and a question go into its memory, the units' numbers come out.
 *
 * @module
 */
import { bestVariant, type Variant } from "../threads/instances.ts";
import { doubles, free, malloc, words } from "../threads/memory.ts";
import { run } from "../threads/threads.ts";
import type { Columns } from "./columns.ts";
import { designBytes, familyNumber, type KernelFamily, word } from "./job.ts";

/** A column of a design: (x - shift) / scale of a stored column, or of 1 if that has a level; of ones if no column is named. */
export interface DesignSource {
  column?: number;
  level?: number;
  shift: number;
  scale: number;
}

/** A regression's rows and what is made of them. */
export interface RegressionRows {
  /** Without NaN and infinite values. */
  columns: Columns;
  design: DesignSource[];
  target: DesignSource;
  /** The stored column of the weights, which are above 0. */
  weights?: number;
  family: KernelFamily;
  /** By default the faster one. */
  variant?: Variant;
}

/** The least and the greatest value. */
export interface Extent {
  low: number;
  high: number;
}

/** A question in the kernel's terms. */
export interface Asked {
  /** Coefficients, and those of a direction. */
  at?: number[];
  along?: number[];
  hessian?: boolean;
  bins?: { low: number; width: number; count: number };
  fractions?: number[];
  /** What a unit's numbers begin with, the products apart. */
  start: number[];
  /** Columns and rows of the products. */
  width?: number;
  height?: number;
}

/** Of questions in which a family has no part. */
const linear: KernelFamily = { name: "linear", link: "identity" };

/** Runs a job over all panels, on all threads that were started; gives the numbers of each unit. */
export function ask(
  { columns, design = [], target, weights = -1, family = linear, variant = bestVariant() }:
    & Pick<RegressionRows, "columns">
    & Partial<RegressionRows>,
  kind: number,
  { at, along, hessian, bins, fractions, start, width = 0, height = 0 }: Asked,
): Float64Array[] {
  const panels = Math.ceil(columns.rows / 64);
  const units = Math.min(16, Math.ceil(panels / 8));
  const length = start.length + width * height;
  const held: number[] = [];
  const hold = (address: number) => {
    held.push(address);
    return address;
  };
  const list = (values?: number[]) => {
    if (values === undefined) return 0;
    const address = hold(malloc(8 * Math.max(1, values.length)));
    doubles(address, values.length).set(values);
    return address;
  };
  try {
    const out = hold(malloc(8 * length * units));
    const results = Array.from({ length: units }, (_, unit) => {
      const numbers = doubles(out + 8 * length * unit, length);
      numbers.set(start);
      return numbers.fill(0, start.length);
    });
    const job = hold(malloc(4 * word.length));
    Object.assign(words(job, word.length), {
      [word.kind]: kind,
      [word.strips]: hold(columns.listed()),
      [word.columns]: columns.count,
      [word.rows]: columns.rows,
      [word.units]: units,
      [word.design]: hold(described(design)),
      [word.size]: design.length,
      [word.target]: hold(described(target ? [target] : [])),
      [word.weights]: weights,
      [word.family]: familyNumber(family),
      [word.at]: list(at),
      [word.along]: list(along),
      [word.hessian]: Number(hessian ?? false),
      [word.bins]: list(bins && [bins.low, bins.width]),
      [word.binCount]: bins?.count ?? 0,
      [word.fractions]: list(fractions),
      [word.fractionCount]: fractions?.length ?? 0,
      [word.out]: out,
      [word.outLength]: length,
      [word.outProducts]: start.length,
      [word.width]: width,
      [word.shape]: list(family.shape === undefined ? undefined : [family.shape]),
    });
    // The columns plain and weighted, and eight vectors of rows.
    const scratch = 512 * (2 * width + 8);
    run({ kernel: "regression", variant, job, units, scratch });
    return results.map((numbers) => numbers.slice());
  } finally {
    held.forEach(free);
  }
}

/** Columns of a design as the kernel reads them. */
function described(design: DesignSource[]): number {
  const address = malloc(designBytes * Math.max(1, design.length));
  design.forEach(({ column, level, shift, scale }, j) => {
    const at = address + designBytes * j;
    words(at, 2).set([column ?? -1, Number(level !== undefined)]);
    doubles(at + 8, 3).set([level ?? 0, shift, 1 / scale]);
  });
  return address;
}

/** A number's sum over the units, in order. */
export function sum(units: Float64Array[], at: number): number {
  return units.reduce((total, numbers) => total + numbers[at], 0);
}

/** The least of one number and the greatest of another over the units. */
export function extent(units: Float64Array[], low: number, high: number): Extent {
  return {
    low: Math.min(...units.map((numbers) => numbers[low])),
    high: Math.max(...units.map((numbers) => numbers[high])),
  };
}

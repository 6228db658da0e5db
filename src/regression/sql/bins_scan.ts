/**
 * Residuals by fitted value, as part of a scan at a point.
 *
 * @module
 */
import type { PassBuilder } from "./pass_builder.ts";
import type { At, Group } from "./scan.ts";
import type { Bin, Bins } from "../model/questions.ts";

/** Which rows' expressions are summed by bin. */
export interface Binned {
  fitted: string;
  residual: string;
}

/** Bins in the making: what the pass is grouped by, if it is, and how its answer is read. */
export interface BinsScan {
  group?: string;
  read(at: At, groups: Group[]): Bin[];
}

/** The number of the bin that eta lies in. */
export function binOf(pass: PassBuilder, eta: string, { low, width, count }: Bins): string {
  const index = `floor((${eta} - ${pass.value(low)}) / ${pass.value(width)})`;
  return pass.algebra.max(0, pass.algebra.min(count - 1, index));
}

/** A group of rows a bin: all other sums are taken by bin, too. */
export function groupedBins(
  pass: PassBuilder,
  bin: string,
  used: number,
  { fitted, residual }: Binned,
): BinsScan {
  const sums = [fitted, residual, `${residual} * ${residual}`].map((each) => pass.sum(each));
  const read = ({ at }: Group): Bin => binAt(at, [used, ...sums]);
  return { group: bin, read: (_, groups) => groups.map(read) };
}

/** Sums of a bin's rows alone, for where groups would be as many copies of very many other sums. */
export function summedBins(
  pass: PassBuilder,
  bin: string,
  { count }: Bins,
  { fitted, residual }: Binned,
): BinsScan {
  const { dialect } = pass;
  const outputs = Array.from({ length: count }, (_, k) => {
    const within = (expression: string) =>
      pass.sum(
        `CASE WHEN ${bin} = ${pass.value(k)} THEN ${expression} ELSE ${dialect.double("0")} END`,
      );
    return [dialect.double("1"), fitted, residual, `${residual} * ${residual}`].map(within);
  });
  return { read: (at) => outputs.map((each) => binAt(at, each)).filter(({ rows }) => rows > 0) };
}

function binAt(at: At, outputs: number[]): Bin {
  const [rows, fitted, residual, square] = outputs.map(at);
  return { rows, fitted, residual, square };
}

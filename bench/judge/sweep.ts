/**
 * A table of the sweep over units.
 *
 * @module
 */
import { type Cell, sweep, sweptMethods } from "../../problems/sweep.ts";
import { table } from "../../src/process/cli.ts";

/** Prints how far units change each method's runs; false if a status changes. */
export function judgeSweep(): boolean {
  const cells = [...sweep()];
  const rows = sweptMethods.flatMap((method) =>
    [false, true].map((byDifferences) =>
      row(cells.filter((cell) => cell.method === method && cell.byDifferences === byDifferences))
    )
  );
  console.log("Units: f times 1e-20 ... 1e20, x times 1e-9 ... 1e9, against the problem as it is");
  console.log(
    table(
      ["method", "gradients", "cells", "same status", "evaluations", "largest difference of x"],
      rows,
    ),
  );
  return cells.every(({ status, expectedStatus }) => status === expectedStatus);
}

function row(cells: Cell[]): (string | number)[] {
  const ratios = cells.map(({ ratio }) => ratio);
  const same = cells.filter(({ status, expectedStatus }) => status === expectedStatus);
  return [
    cells[0].method,
    cells[0].byDifferences ? "differences" : "given",
    cells.length,
    same.length,
    `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`,
    Math.max(...cells.map(({ difference }) => difference)).toExponential(0),
  ];
}

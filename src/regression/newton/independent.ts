/**
 * Which columns of a design are combinations of others.
 *
 * @module
 */

/** A column that is a combination of others, by index. */
export interface Dependent {
  column: number;
  /** Those with a part in it. */
  of: number[];
}

/** What is left of a column's square, as a share, below which rounding alone could have made it. */
const tolerance = 1e-12;

/** The least part, in standard deviations, that counts as one. */
const leastPart = 1e-6;

/**
 * Cholesky's factorisation of X'X, column by column in order, as R's lm has it: a column of which nothing is left once those
 * before it are taken out is set aside, and named with those that it is made of.
 */
export function independentColumns(gram: number[][]): { kept: number[]; dependent: Dependent[] } {
  const kept: number[] = [];
  const dependent: Dependent[] = [];
  // One row of L a kept column: its products with those kept before it.
  const factor: number[][] = [];
  for (let column = 0; column < gram.length; column++) {
    const row: number[] = [];
    kept.forEach((other, k) => {
      let rest = gram[column][other];
      for (let m = 0; m < k; m++) rest -= row[m] * factor[k][m];
      row.push(rest / factor[k][k]);
    });
    const rest = row.reduce((sum, part) => sum - part * part, gram[column][column]);
    if (rest > tolerance * gram[column][column]) {
      factor.push([...row, Math.sqrt(rest)]);
      kept.push(column);
    } else {
      dependent.push({ column, of: parts(column, row, factor, kept, gram) });
    }
  }
  return { kept, dependent };
}

/** Solves L'a = row for the combination, and gives the columns that contribute noticeably. */
function parts(
  column: number,
  row: number[],
  factor: number[][],
  kept: number[],
  gram: number[][],
): number[] {
  const combination = row.slice();
  for (let k = kept.length - 1; k >= 0; k--) {
    for (let m = k + 1; m < kept.length; m++) combination[k] -= factor[m][k] * combination[m];
    combination[k] /= factor[k][k];
  }
  const size = Math.sqrt(gram[column][column]);
  return kept.filter((other, k) =>
    Math.abs(combination[k]) * Math.sqrt(gram[other][other]) > leastPart * size
  );
}

import type { Engine } from "../engines/engine.ts";
import type { Value } from "../model/column.ts";
import { conditionSql } from "../sql/condition_sql.ts";
import type { Place } from "../sql/place.ts";
import type { FitRecord, RecordedScan } from "./fit_record.ts";
import { ScanError } from "./scan_error.ts";

/** No answer of half the rows: neither of the first scan, nor of one after it. */
export async function checkRows(
  engine: Engine,
  { dialect, conditions }: Place,
  { question, answer }: RecordedScan,
  { recorded }: FitRecord,
): Promise<void> {
  const refuse = (saw: number, expected: number) => {
    throw new ScanError(
      `Cannot trust scan ${
        recorded.length + 1
      }: it saw ${saw} rows, expected ${expected}. A server may be down, or the table changed during the fit.`,
      engine.countParts !== undefined,
    );
  };
  if (recorded.length > 0 && answer.used !== recorded[0].answer.used) {
    refuse(answer.used, recorded[0].answer.used);
  }
  if (question.kind === "moments" && engine.countParts && "rows" in answer) {
    const bound: Value[] = [];
    const filter = conditions.map((condition) => conditionSql(condition, dialect, bound));
    const expected = await engine.countParts(filter, bound);
    if (answer.rows !== expected) refuse(answer.rows, expected);
  }
}

/**
 * The query that hands rows over.
 *
 * @module
 */
import type { Statement } from "./dialect.ts";
import type { Model } from "../model/model.ts";
import { PassBuilder } from "./pass_builder.ts";
import type { Place } from "./place.ts";

/** The columns of a batch: NaN for what is not there, -1 for a level that no complete row has. */
export function rowsStatement(place: Place, model: Model): Statement {
  const pass = new PassBuilder(place, model);
  const { dialect } = pass;
  pass.keepAsked();
  pass.readColumns();
  const nothing = dialect.double("'NaN'");
  const double = (value: number) => dialect.double(String(value));
  model.inputs.forEach(({ levels }, i) => {
    const name = pass.name("r", i);
    const cases = levels?.map((level, k) =>
      `WHEN ${name} = ${pass.value(level)} THEN ${double(k)}`
    );
    const there = cases ? `${cases.join(" ")} ELSE ${double(-1)}` : `ELSE ${name}`;
    pass.output(`CASE WHEN ${name} IS NULL THEN ${nothing} ${there} END`);
  });
  for (const kind of model.weights === undefined ? ["y"] : ["y", "w"]) {
    const name = pass.name(kind);
    pass.output(`CASE WHEN ${name} IS NULL THEN ${nothing} ELSE ${name} END`);
  }
  return pass.scan(() => undefined).statement;
}

/**
 * Tables that a report has below its coefficients.
 *
 * @module
 */
import { quasi } from "../model/errors.ts";
import { escaped, markdownTable } from "../../records/markdown.ts";
import { type FamilyName, familyOf, type LinkName } from "../model/families.ts";
import { figure, probability } from "./figures.ts";
import type { FitResult } from "./fit_result.ts";

/** Whether tests are Student's and F, as the variance has a factor that was estimated. */
export function isStudents({ family, errors }: FitResult): boolean {
  return familyOf(family).hasDispersion || errors === quasi;
}

/** What exp(b) of a link is called. */
const ratios: Partial<Record<LinkName, string>> = { logit: "odds ratio", log: "ratio of means" };

/** The same of families that have a word of their own for it. */
const ratiosOf: Partial<Record<FamilyName, string>> = {
  ...{ poisson: "rate ratio", "negative-binomial": "rate ratio", logistic: "risk ratio" },
};

/** exp(b) with its interval, which is what fits with a logit or a logarithm are reported by; nothing for the others. */
export function ratioTable({ family, link, coefficients, confidence }: FitResult): string[] {
  const name = link === "log" ? ratiosOf[family] ?? ratios.log : ratios[link];
  if (name === undefined) return [];
  const share = `${Number((100 * confidence).toPrecision(4))}%`;
  const exp = (value: number | null) => figure(value === null ? null : Math.exp(value));
  const rows = coefficients.filter(({ name }) => name !== "(intercept)").map((each) => [
    escaped(each.name.replaceAll("\n", " ")),
    ...[each.estimate, each.low, each.high].map(exp),
  ]);
  const head = ["", name, `${share} from`, "to"];
  return rows.length === 0 ? [] : [...markdownTable(head, rows, true), ""];
}

/** Tests of whole terms. */
export function termTable(result: FitResult): string[] {
  const { terms } = result;
  if (terms.length === 0) return [];
  const squares = terms.some(({ sumOfSquares }) => sumOfSquares !== undefined);
  const byF = isStudents(result);
  const cell = (value: number | null) => value === null ? "" : figure(value);
  const rows = terms.map(({ term, df, sumOfSquares, statistic, p, inflation }) => [
    escaped(term.replaceAll("\n", " ")),
    String(df),
    ...squares ? [figure(sumOfSquares)] : [],
    ...[cell(statistic), probability(p), cell(inflation)],
  ]);
  const head = ["term", "df", ...squares ? ["sum of squares"] : [], byF ? "F" : "chi squared", "p"];
  return [
    `Tests of whole terms (${squares ? "type II" : "Wald"}), and their variance inflation (GVIF):`,
    "",
    ...markdownTable([...head, "GVIF"], rows, true),
    "",
  ];
}

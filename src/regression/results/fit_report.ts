/**
 * A fit's result as a table: for the terminal, and as Markdown.
 *
 * @module
 */
import { table } from "../../records/text_table.ts";
import { quasi } from "../model/errors.ts";
import { familyOf, linksOf } from "../model/families.ts";
import { pathLines, pathTable } from "./path_report.ts";
import type { Comparison } from "./comparison.ts";
import { figure, probability } from "./figures.ts";
import { isStudents, ratioTable, termTable } from "./report_tables.ts";
import { escaped, markdownTable } from "../../records/markdown.ts";
import type { FitResult } from "./fit_result.ts";
import type { Coefficient } from "./fit_summary.ts";

function head(result: FitResult): string[] {
  const { confidence } = result;
  const share = `${Number((100 * confidence).toPrecision(4))}%`;
  const [statistic, p] = isStudents(result) ? ["t", "P > |t|"] : ["z", "P > |z|"];
  return ["", "coefficient", "standard error", statistic, p, `${share} from`, "to"];
}

function row(each: Coefficient): string[] {
  const { name, estimate, standardError, statistic, p, low, high } = each;
  return [
    name.replaceAll("\n", " "),
    figure(estimate),
    figure(standardError),
    statistic === null || Number.isNaN(statistic) ? "" : statistic.toFixed(3),
    probability(p),
    figure(low),
    figure(high),
  ];
}

/** One line a fact: how good, how many rows, how many scans. */
function facts(result: FitResult): string[] {
  const { quality: q, rows, scans, held, levelScans, seconds, errors } = result;
  const fitted = result.coefficients.filter(({ estimate }) => estimate !== null).length;
  const explaining = fitted - (result.intercept ? 1 : 0);
  const good = isLinear(result)
    ? [
      [
        q.adjustedRSquared === undefined
          ? `R squared ${figure(q.rSquared)}`
          : `R squared ${figure(q.rSquared)}, adjusted ${figure(q.adjustedRSquared)}`,
        ...q.sigma === undefined
          ? []
          : [`residual standard error ${figure(q.sigma)} on ${q.residualDf} degrees of freedom`],
        ...q.f === undefined
          ? []
          : [`F ${figure(q.f)} on ${explaining} and ${q.residualDf}, p ${probability(q.fP)}`],
      ].join("; "),
    ]
    : [
      [
        `Deviance ${figure(q.deviance)} on ${q.residualDf} degrees of freedom`,
        ...Number.isFinite(q.nullDeviance) ? [`null deviance ${figure(q.nullDeviance)}`] : [],
        ...q.pearson === undefined ? [] : [`Pearson chi squared ${figure(q.pearson)}`],
        ...q.dispersion === undefined || errors === quasi
          ? []
          : [`dispersion ${figure(q.dispersion)}`],
      ].join(", "),
      ...q.theta === undefined
        ? []
        : [`theta ${figure(q.theta)}, standard error ${figure(q.thetaError)}`],
    ];
  const missing = Object.entries(rows.missing).map(([name, count]) => `"${name}" in ${count}`);
  // Rows may lack several values: more than all gaps is more than gaps explain.
  const gaps = Object.values(rows.missing).reduce((sum, count) => sum + count, 0);
  const unweighted = rows.dropped > gaps ? "; others have weight 0" : "";
  const dropped = rows.dropped === 0
    ? "none dropped"
    : `${rows.dropped} of ${rows.total} dropped${
      missing.length > 0 ? ` (no value: ${missing.join(", ")}${unweighted})` : " (weight 0)"
    }`;
  const levels = levelScans === 0 ? "" : `, and ${levelScans} for the levels of categories`;
  return [
    ...good,
    // What is no likelihood has none.
    ...errors === quasi
      ? []
      : [`AIC ${figure(q.aic)}, BIC ${figure(q.bic)}, log-likelihood ${figure(q.logLikelihood)}`],
    `Rows used: ${rows.used}; ${dropped}`,
    ...errors === undefined ? [] : [
      `Standard errors: ${errors}${
        errors === quasi ? ` (${figure((q.pearson ?? NaN) / q.residualDf)})` : ""
      }`,
    ],
    ...result.path ? pathLines(result.path) : [],
    ...result.comparison ? [comparisonLine(result.comparison)] : [],
    ...result.references.length === 0 ? [] : [`Reference levels: ${result.references.join(", ")}`],
    `Scans of the data: ${scans}${held ? " (of rows in memory, read once)" : ""}${levels}; ${
      seconds.toFixed(2)
    } seconds; ${result.engine}; ${result.status}`,
    `Condition number ${figure(result.condition)}; ${digitsOf(result)}`,
  ];
}

function comparisonLine({ other, aic, bic, df, test, statistic, p }: Comparison): string {
  const tested = test === undefined
    ? "not nested, so that there is no test"
    : `${test} ${figure(statistic)} for ${df} ${df === 1 ? "coefficient" : "coefficients"}, p ${
      probability(p)
    }`;
  const signed = (value: number) => (value > 0 ? "+" : "") + figure(value);
  return `Against ${other}: ${tested}; AIC ${signed(aic)}, BIC ${signed(bic)}`;
}

function digitsOf({ digits, status }: FitResult): string {
  if (status !== "converged") return "the last step was not verified; the accuracy is unknown";
  const whole = Math.floor(digits);
  return `${whole} ${whole === 1 ? "digit" : "digits"} or more can be trusted`;
}

function isLinear({ family, link }: FitResult): boolean {
  return familyOf(family, link).isLinear;
}

function title({ family, link, target, data, ridge }: FitResult): string {
  const penalty = ridge > 0 ? `, ridge ${ridge}` : "";
  const by = link === linksOf[family][0] ? "" : ` (${link} link)`;
  return `${family[0].toUpperCase()}${
    family.slice(1).replace("-", " ")
  } regression${by} of "${target}" in ${data}${penalty}`;
}

/** For the terminal. */
export function reportText(result: FitResult): string {
  const lines = [
    title(result),
    table(head(result), result.coefficients.map(row)),
    ...facts(result),
  ];
  return [...lines, ...result.notes.map((note) => `Note: ${note}`)].join("\n");
}

/** As Markdown, with the pictures that lie beside it. */
export function reportMarkdown(result: FitResult, pictures: string[]): string {
  const texts = (cells: string[]) => cells.map(escaped);
  return [
    `# ${escaped(title(result))}`,
    "",
    ...markdownTable(
      texts(head(result)),
      result.coefficients.map((each) => texts(row(each))),
      true,
    ),
    "",
    ...ratioTable(result),
    ...termTable(result),
    ...result.path ? pathTable(result.path) : [],
    ...facts(result).map((fact) => `- ${escaped(fact)}`),
    ...result.notes.map((note) => `- **${escaped(note)}**`),
    ...pictures.flatMap((picture) => ["", `![${picture.replace(/\.svg$/, "")}](${picture})`]),
    "",
  ].join("\n");
}

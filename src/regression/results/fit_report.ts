/**
 * A fit's result as a table: for the terminal, and as Markdown.
 *
 * @module
 */
import { table } from "../../process/cli.ts";
import { escaped, markdownTable } from "../../records/markdown.ts";
import type { FitResult } from "./fit_result.ts";
import type { Coefficient } from "./fit_summary.ts";

/** Six significant digits, as statistics programs print. */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return "";
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e7 || size < 1e-4)) return value.toExponential(5);
  return String(Number(value.toPrecision(6)));
}

function probability(p: number | null | undefined): string {
  if (p === null || p === undefined || Number.isNaN(p)) return "";
  return p < 1e-16 ? "< 1e-16" : p < 1e-4 ? p.toExponential(2) : p.toFixed(4);
}

function head({ family, confidence }: FitResult): string[] {
  const share = `${Number((100 * confidence).toPrecision(4))}%`;
  const [statistic, p] = family === "linear" ? ["t", "P > |t|"] : ["z", "P > |z|"];
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
  const { quality: q, rows, scans, held, levelScans, seconds } = result;
  const fitted = result.coefficients.filter(({ estimate }) => estimate !== null).length;
  const explaining = fitted - (result.intercept ? 1 : 0);
  const good = result.family === "linear"
    ? [
      [
        `R squared ${figure(q.rSquared)}, adjusted ${figure(q.adjustedRSquared)}`,
        `residual standard error ${figure(q.sigma)} on ${q.residualDf} degrees of freedom`,
        `F ${figure(q.f)} on ${explaining} and ${q.residualDf}, p ${probability(q.fP)}`,
      ].join("; "),
    ]
    : [
      `Deviance ${figure(q.deviance)} on ${q.residualDf} degrees of freedom, null deviance ${
        figure(q.nullDeviance)
      }${q.pearson === undefined ? "" : `, Pearson chi squared ${figure(q.pearson)}`}`,
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
    `AIC ${figure(q.aic)}, BIC ${figure(q.bic)}, log-likelihood ${figure(q.logLikelihood)}`,
    `Rows used: ${rows.used}; ${dropped}`,
    ...result.references.length === 0 ? [] : [`Reference levels: ${result.references.join(", ")}`],
    `Scans of the data: ${scans}${held ? " (of rows in memory, read once)" : ""}${levels}; ${
      seconds.toFixed(2)
    } seconds; ${result.engine}; ${result.status}`,
    `Condition number ${figure(result.condition)}; ${digitsOf(result)}`,
  ];
}

function digitsOf({ digits, status }: FitResult): string {
  if (status !== "converged") return "the last step was not verified; the accuracy is unknown";
  const whole = Math.floor(digits);
  return `${whole} ${whole === 1 ? "digit" : "digits"} or more can be trusted`;
}

function title({ family, target, data, ridge }: FitResult): string {
  const penalty = ridge > 0 ? `, ridge ${ridge}` : "";
  return `${family[0].toUpperCase()}${
    family.slice(1)
  } regression of "${target}" in ${data}${penalty}`;
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
    ...facts(result).map((fact) => `- ${escaped(fact)}`),
    ...result.notes.map((note) => `- **${escaped(note)}**`),
    ...pictures.flatMap((picture) => ["", `![${picture.replace(/\.svg$/, "")}](${picture})`]),
    "",
  ].join("\n");
}

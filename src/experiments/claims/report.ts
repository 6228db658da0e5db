/**
 * The claims and their verdicts, as a reproduction report.
 *
 * @module
 */
import { short } from "../../drawings/words.ts";
import { cell, environmentLine, markdownTable } from "../../records/markdown.ts";
import type { Finding } from "./claim.ts";
import type { Environment } from "../../records/environment.ts";

/** A claim that was examined. */
export interface Examined {
  id: string;
  quote: string;
  test: string;
  findings: Finding[];
}

/** What claims.json holds. */
export interface Report {
  project: string;
  environment: Environment;
  /** What was smaller than in the post; empty if nothing was. */
  shrunk: string;
  claims: Examined[];
}

/** The report as Markdown: a table of verdicts, then each claim with its numbers. */
export function reportMarkdown({ project, environment, shrunk, claims }: Report): string {
  const lines = [
    '# "More Descent, Less Gradient": the claims, put to the test',
    "",
    environmentLine(project, environment),
    ...shrunk
      ? ["", `**Smaller than the post: ${shrunk}.** Verdicts may differ at full size.`]
      : [],
    "",
    ...markdownTable(
      ["claim", "the post says", "of", "verdict"],
      claims.flatMap(({ id, quote, findings }) =>
        findings.map(({ of = "", verdict }, i) => [
          ...i === 0 ? [id, cell(quote)] : ["", ""],
          ...[of, `**${verdict}**`],
        ])
      ),
    ),
    "",
    "*published*: the post's code to the letter; *intended*: what its text describes.",
    ...claims.flatMap(section),
  ];
  return lines.join("\n") + "\n";
}

function section({ id, quote, test, findings }: Examined): string[] {
  return [
    "",
    `## ${id}`,
    "",
    `> ${quote}`,
    "",
    `Test: ${test}`,
    ...findings.flatMap(({ of, verdict, says, numbers }) => [
      "",
      `**${verdict}**${of ? ` (${of})` : ""}. ${says}`,
      "",
      ...markdownTable(
        ["measured", ""],
        Object.entries(numbers).map(([name, value]) => [cell(name), shown(value)]),
      ),
    ]),
  ];
}

function shown(value: number | string): string {
  if (typeof value === "string") return cell(value);
  return Number.isInteger(value) && Math.abs(value) < 1e9 ? String(value) : short(value);
}

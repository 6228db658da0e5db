/**
 * Writes report.html of what a script has written.
 *
 * @module
 */
import { version } from "../backend/version.ts";
import { join } from "../deps/path.ts";
import { writeWhole } from "./files.ts";

/** What a report is of. */
export interface ReportOf {
  folder: string;
  title: string;
  verdict?: string;
  /** The body; without it, that of the Markdown file among the paths. */
  markdown?: string;
  /** Files that were written: pictures, records, Markdown. */
  paths: readonly string[];
  /** The script, as a task. */
  task: string;
}

/** Writes the page; gives its path. */
export async function writeReport(
  { folder, title, verdict, markdown, paths, task }: ReportOf,
): Promise<string> {
  const { reportPage } = await import("../records/report_page.ts");
  const read = async (ending: string): Promise<Record<string, string>> =>
    Object.fromEntries(
      await Promise.all(
        paths.filter((path) => path.endsWith(ending)).map(async (path) => [
          path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1),
          await Deno.readTextFile(path),
        ]),
      ),
    );
  const [pictures, records, texts] = await Promise.all([".svg", ".json", ".md"].map(read));
  const path = join(folder, "report.html");
  const body = markdown ?? Object.values(texts)[0] ?? `# ${title}`;
  const command = commandLine(task, Deno.args);
  const page = { title, verdict, markdown: body, pictures, records, command, project: version };
  await writeWhole(path, reportPage(page));
  return path;
}

/** A command line that can be typed again. Of an address, no credentials are in it. */
export function commandLine(task: string, args: readonly string[]): string {
  const words = args.map((word) => {
    const [, option = "", value = word] = /^(--[\w-]+=)?(.*)$/s.exec(word) ?? [];
    const safe = option + withoutCredentials(value);
    return /^[\w./:=@%+,-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", "'\\''")}'`;
  });
  return ["deno task", task, ...words].join(" ");
}

function withoutCredentials(text: string): string {
  const url = /^[a-z]+:\/\//i.test(text) ? URL.parse(text) : undefined;
  if (!url) return text;
  [url.username, url.password, url.search] = ["", "", ""];
  return url.href;
}

/**
 * One page that has everything: opened from disk, it asks for no other file.
 *
 * @module
 */
import { markdownHtml } from "../deps/markdown.ts";
import { xmlText } from "./safe_text.ts";

/** What a page says and holds. */
export interface ReportPage {
  title: string;
  /** In one sentence, before all else. */
  verdict?: string;
  /** The body; pictures that it names stand where it names them, others at its end. */
  markdown: string;
  /** SVG by name. */
  pictures: Record<string, string>;
  /** JSON by name, for the reader to keep. */
  records: Record<string, string>;
  /** The command that made it. */
  command: string;
  /** Which version of this project. */
  project: string;
}

/** Larger pages are slow to send: the largest records are left out, and said to be. */
const mostBytes = 1_000_000;

/** Text that HTML leaves as it is, in an attribute too. */
export function htmlText(text: string): string {
  const named: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return xmlText(text).replace(/[&<>"']/g, (character) => named[character]);
}

function dataUrl(type: string, text: string): string {
  return `data:${type};base64,${new TextEncoder().encode(text).toBase64()}`;
}

/** Writes the page. Nothing of it is a script, and no text of it is markup but what Markdown means. */
export function reportPage(page: ReportPage): string {
  const { title, verdict, markdown, pictures, records, command, project } = page;
  const shown = new Set<string>();
  const picture = (name: string, text: string) => {
    shown.add(name);
    const label = htmlText(text || name.replace(/\.svg$/, ""));
    return `<img src="${dataUrl("image/svg+xml", pictures[name])}" alt="${label}">`;
  };
  const body = markdownHtml(markdown, {
    // A page that asks for no other file links to none, but out.
    link: (address, text) =>
      /^https?:\/\//.test(address)
        ? `<a href="${htmlText(address)}" rel="noreferrer">${htmlText(text)}</a>`
        : htmlText(text),
    image: (name, text) =>
      Object.hasOwn(pictures, name) ? picture(name, text) : `(${htmlText(text || name)})`,
    html: htmlText,
  });
  const others = Object.keys(pictures).filter((name) => !shown.has(name))
    .map((name) => `<p>${picture(name, "")}</p>`);
  const rest = [
    ...others,
    "<h2>How it was run</h2>",
    `<p><code>${htmlText(command)}</code></p><p>more-descent ${htmlText(project)}</p>`,
  ];
  const head = [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${htmlText(title)}</title><style>${style}</style></head><body><main>`,
    ...verdict === undefined ? [] : [`<p class="verdict">${htmlText(verdict)}</p>`],
  ];
  const written = [...head, body, ...rest].join("\n");
  return `${written}\n${downloads(records, mostBytes - written.length)}</main></body></html>\n`;
}

/** Records as links that save them: the smallest first, as long as there is room. */
function downloads(records: Record<string, string>, room: number): string {
  let left = room;
  const items = Object.entries(records).sort(([, a], [, b]) => a.length - b.length)
    .map(([name, text]) => {
      const label = htmlText(name);
      const url = dataUrl("application/json", text);
      left -= url.length;
      return left > 0
        ? `<li><a href="${url}" download="${label}">${label}</a></li>`
        : `<li>${label} is too large for this page; it lies beside it.</li>`;
    });
  return items.length === 0 ? "" : `<h2>Records</h2><ul>${items.join("\n")}</ul>\n`;
}

const style = `
:root { color-scheme: light dark; --text: #1b1b1b; --back: #fff; --line: #c9c9c9; }
@media (prefers-color-scheme: dark) { :root { --text: #e8e8e8; --back: #16181b; --line: #4a4d52; } }
body { margin: 0; color: var(--text); background: var(--back); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
.verdict { font-size: 1.25rem; font-weight: 600; }
img { max-width: 100%; background: #fff; border-radius: 4px; }
table { display: block; overflow-x: auto; border-collapse: collapse; font-size: 0.9rem; }
th, td { border: 1px solid var(--line); padding: 0.25rem 0.5rem; text-align: left; }
code { overflow-wrap: anywhere; }
a { color: inherit; }
@media print { img { break-inside: avoid; } }
`;

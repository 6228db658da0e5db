/**
 * A page of text: Markdown in the look of the page.
 *
 * @module
 */
import { markdownHtml } from "../../src/deps/markdown.ts";
import { htmlText } from "../../src/records/report_page.ts";

/** What a page of text is made of. */
export interface DocumentText {
  /** Its first heading is the title. */
  markdown: string;
  /** The way to the site's root. */
  up: string;
  /** HTML that stands before the text. */
  nav: string;
  /** HTML that stands behind it. */
  behind?: string;
  /** Where a link leads, if anywhere; by default where it says. */
  link?: (address: string) => string | undefined;
}

/** A page's title: its first heading, without marks. */
export function titleOf(markdown: string): string {
  return /^# (.+)$/m.exec(markdown)?.[1].replace(/[`*]/g, "") ?? "more-descent";
}

/** An anchor's name, as GitHub makes it. */
export function anchorOf(heading: string): string {
  return heading.toLowerCase().replace(/<[^>]+>|&[a-z#0-9]+;/g, "").replace(
    /[^\p{L}\p{N} _-]/gu,
    "",
  )
    .replaceAll(" ", "-");
}

/** The page as HTML. */
export function documentOf(
  { markdown, up, nav, behind = "", link = (address) => address }: DocumentText,
): string {
  const html = markdownHtml(markdown, {
    link(address, text) {
      const to = link(address);
      return to === undefined ? inline(text) : `<a href="${htmlText(to)}">${inline(text)}</a>`;
    },
    image: (address, text) =>
      `<img loading="lazy" src="${htmlText(address)}" alt="${htmlText(text)}">`,
    html: htmlText,
  })
    .replace(
      /<(h[1-6])>(.*?)<\/\1>/g,
      (_, tag, text) => `<${tag} id="${anchorOf(text)}">${text}</${tag}>`,
    )
    .replaceAll(
      "<table>",
      '<div class="wide" role="region" aria-label="Table" tabindex="0"><table>',
    )
    .replaceAll("</table>", "</table></div>")
    .replaceAll("<pre>", '<pre tabindex="0">');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${htmlText(titleOf(markdown))} - more-descent</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${up}style.css">
</head>
<body>
<header>${nav}</header>
<main class="text">
${html}${behind}
</main>
</body>
</html>
`;
}

/** The text of a link may have code in it. */
function inline(text: string): string {
  return htmlText(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

/**
 * A fit's report, as `fit` writes it to fit.md, with its pictures.
 *
 * @module
 */
import { markdownHtml } from "../../src/deps/markdown.ts";
import { htmlText } from "../../src/records/report_page.ts";
import { reportMarkdown } from "../../src/regression/results/fit_report.ts";
import type { FitResult } from "../../src/regression/results/fit_result.ts";
import { scrolling } from "./table.ts";
import { fitPictures } from "../../src/regression/results/pictures.ts";

/** The report's elements. No text of the reader's file is markup. */
export function reportHtml(result: FitResult): Node[] {
  const pictures = fitPictures(result);
  const markdown = reportMarkdown(result, Object.keys(pictures)).replace(/^# /, "### ");
  const html = markdownHtml(markdown, {
    link: (_address, text) => htmlText(text),
    image: (name) => `<span data-picture="${htmlText(name)}"></span>`,
    html: htmlText,
  });
  const body = new DOMParser().parseFromString(html, "text/html").body;
  for (const place of body.querySelectorAll<HTMLElement>("[data-picture]")) {
    const name = place.dataset.picture!;
    const image = document.createElement("img");
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(pictures[name])}`;
    image.alt = name.replace(/\.svg$/, "");
    place.replaceWith(image);
  }
  for (const table of body.querySelectorAll("table")) scrolling(table);
  return [...body.childNodes];
}

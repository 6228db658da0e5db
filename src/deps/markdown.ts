/** marked: Markdown as HTML. */
import { Marked } from "npm:marked@18.2.1";

/** How links, pictures and HTML within the text are written. */
export interface MarkdownWriter {
  link(address: string, text: string): string;
  image(address: string, text: string): string;
  html(text: string): string;
}

/** Markdown as HTML. What stands in it as HTML, and links and pictures, are the writer's. */
export function markdownHtml(text: string, writer: MarkdownWriter): string {
  const marked = new Marked({
    gfm: true,
    async: false,
    renderer: {
      link: ({ href, text }) => writer.link(href, text),
      image: ({ href, text }) => writer.image(href, text),
      html: ({ text }) => writer.html(text),
    },
  });
  return marked.parse(text) as string;
}

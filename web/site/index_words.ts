/**
 * What the site's search looks through.
 *
 * @module
 */

/** A page or a symbol. */
export interface Entry {
  title: string;
  /** From the site's root. */
  address: string;
  text: string;
}

/** A page's words, without Markdown's marks. */
export function wordsOf(markdown: string): string {
  return markdown.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[`*_|#>-]+/g, " ")
    .replace(/\s+/g, " ").trim();
}

/** The symbols of deno doc's own index. */
export function symbolsOf(script: string): Entry[] {
  const json = /DENO_DOC_SEARCH_INDEX = (\{.*\});?$/m.exec(script)?.[1];
  if (json === undefined) throw new Error("deno doc's index of symbols is not where it was.");
  const { nodes } = JSON.parse(json) as {
    nodes: { name: string; doc?: string; url: string; deprecated: boolean }[];
  };
  return nodes.filter(({ deprecated }) => !deprecated).map(({ name, doc = "", url }) => ({
    title: name,
    address: `api/${url.replace(/^(\.\/)+/, "")}`,
    text: doc.replace(/\s+/g, " "),
  }));
}

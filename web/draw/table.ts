/** A table of texts, which scrolls where it is wider than the page. */
export function tableOf(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): HTMLElement {
  const table = document.createElement("table");
  const row = (cells: readonly string[], kind: "th" | "td") => {
    const made = document.createElement("tr");
    made.append(...cells.map((text) => {
      const cell = document.createElement(kind);
      cell.textContent = text;
      return cell;
    }));
    return made;
  };
  const [top, body] = [document.createElement("thead"), document.createElement("tbody")];
  top.append(row(head, "th"));
  body.append(...rows.map((cells) => row(cells, "td")));
  table.append(top, body);
  return scrolling(table);
}

/** Lets a table scroll where it is wider than the page; with the keyboard too. */
export function scrolling(table: HTMLTableElement): HTMLElement {
  const wide = document.createElement("div");
  wide.className = "wide";
  wide.tabIndex = 0;
  wide.setAttribute("role", "region");
  wide.setAttribute("aria-label", "Table");
  table.replaceWith(wide);
  wide.append(table);
  return wide;
}

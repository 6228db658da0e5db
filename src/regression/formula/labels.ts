/**
 * A formula's parts as text.
 *
 * @module
 */
import type { Node } from "./syntax.ts";

/** Bind as strongly as a name. */
const tight = new Set(["^", ":", "/"]);

/** As R prints it: blanks between operators, but for ^ : and /. */
export function labelOf(node: Node): string {
  switch (node.kind) {
    case "number":
      return String(node.value);
    case "text":
      return JSON.stringify(node.value);
    case "name":
      return node.name;
    case "group":
      return `(${labelOf(node.of)})`;
    case "minus":
      return `-${labelOf(node.of)}`;
    case "call":
      return `${node.name}(${
        node.arguments.map(({ name, value }) =>
          name === undefined ? labelOf(value) : `${name} = ${labelOf(value)}`
        ).join(", ")
      })`;
    case "binary": {
      const space = tight.has(node.operator) ? "" : " ";
      return `${labelOf(node.left)}${space}${node.operator}${space}${labelOf(node.right)}`;
    }
  }
}

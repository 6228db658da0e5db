/**
 * Whether something is a figure's data.
 *
 * @module
 */
import { Ajv2020 } from "../deps/schema.ts";
import type { FigureData } from "./data.ts";
import schema from "./schema.json" with { type: "json" };

const series = ["loss", "seconds", "gradients", "forwardPasses"] as const;
const valid = new Ajv2020({ strictRequired: false }).compile<FigureData>(schema);

/**
 * Lets a figure's data pass.
 *
 * @throws {TypeError} If it is not as schema.json says, or a run's arrays differ in length; the message says where.
 */
export function validateFigure(data: unknown): FigureData {
  if (!valid(data)) {
    const [first] = valid.errors ?? [];
    throw new TypeError(
      `Not a figure's data: ${
        first?.instancePath || "the whole"
      } ${first?.message}. Make it again with --fresh.`,
    );
  }
  for (const run of "runs" in data ? data.runs : []) {
    const lengths = new Set(series.map((key) => run[key].length));
    if (lengths.size > 1) {
      throw new TypeError(
        `Not a figure's data: the arrays of ${run.label} differ in length. Make it again with --fresh.`,
      );
    }
  }
  return data;
}

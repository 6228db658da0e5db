/**
 * Reads a fit's record. It is a file like any other: nothing in it is trusted, and none of its text reaches SQL but names that the
 * table has, and values.
 *
 * @module
 */
import { Ajv2020 } from "../../deps/schema.ts";
import type { Engine } from "../engines/engine.ts";
import { type Input, inputKind, type Model } from "../model/model.ts";
import { withLevels } from "../model/request.ts";
import { TableError } from "../model/table_error.ts";
import type { FitRecord, RecordedScan } from "./fit_record.ts";
import schema from "./fit_record.schema.json" with { type: "json" };
import { planOf, type Prepared } from "./prepare.ts";

const isRecord = new Ajv2020({ allowUnionTypes: true }).compile<FitRecord>(schema);

/**
 * A record of its text.
 *
 * @throws {TableError} If it is not as fit_record.schema.json says; the message says where.
 */
export function parseRecord(text: string, path: string): FitRecord {
  const record = jsonOf(text);
  if (isRecord(record)) return record;
  const [first] = isRecord.errors ?? [];
  // Of any other file the first difference says nothing.
  const isOurs = typeof record === "object" && record !== null && "format" in record &&
    record.format === schema.properties.format.const;
  const detail = isOurs ? `, or was changed (${first?.instancePath} ${first?.message})` : "";
  throw new TableError(
    `Cannot resume from "${path}": it is not a fit.json that fit.ts wrote${detail}. Start again without --resume.`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * What an earlier run prepared, made again of its request and of the columns as they are now; of the record are the levels.
 *
 * @throws {TableError} If a column that the recorded scans used would now be read differently.
 */
export async function prepareAgain(engine: Engine, earlier: FitRecord): Promise<Prepared> {
  const { request, prepared } = earlier;
  const { model: draft, place, notes, design } = await planOf(engine, request);
  const recorded: Input[] = prepared.model.inputs;
  // Products are made again of the inputs before them.
  const first = design ? recorded.slice(0, draft.inputs.length) : recorded;
  checkSame(first, draft.inputs);
  const model = asRecorded(withLevels(draft, first.map(({ levels }) => levels), design), earlier);
  checkSame(recorded, model.inputs);
  checkLengths(earlier, model);
  const { levelScans } = prepared;
  return { model, place, levelScans, notes: [...new Set([...prepared.notes, ...notes])] };
}

/** 0.1.0 left out the first level of every category, without an intercept too: its sums are of such a design. */
function asRecorded(model: Model, { project, prepared }: FitRecord): Model {
  if (model.intercept || !project.startsWith("0.1.")) return model;
  const labels = prepared.model.columns.map(({ label }) => label);
  return { ...model, columns: model.columns.filter(({ label }) => labels.includes(label)) };
}

function checkSame(recorded: Input[], found: Input[]): void {
  const namesOf = (inputs: Input[]) => inputs.map(({ column }) => column);
  if (namesOf(recorded).join("\0") !== namesOf(found).join("\0")) {
    throw new TableError(
      `Cannot resume: the features were ${namesOf(recorded).join(", ")}, and are now ${
        namesOf(found).join(", ")
      }. Start again without --resume.`,
    );
  }
  const changed = recorded.findIndex((input, i) => inputKind(input) !== inputKind(found[i]));
  if (changed < 0) return;
  throw new TableError(
    `Cannot resume: "${recorded[changed].column}" was read as ${
      inputKind(recorded[changed])
    }, and is now ${inputKind(found[changed])}. Start again without --resume.`,
  );
}

/** Sums of another design's size would be read past their end. */
function checkLengths({ guess, recorded }: FitRecord, { inputs, columns }: Model): void {
  const size = columns.length;
  const isOfSize = (list: unknown[] | undefined, length = size) => list?.length === length;
  const isOfDesign = ({ question, answer }: RecordedScan) => {
    if ("gram" in answer) {
      const { gram, moment, columnTotals, classes = [] } = answer;
      return isOfSize(answer.inputs, inputs.length) && isOfSize(gram, triangle(size)) &&
        [moment, columnTotals, ...classes].every((list) => isOfSize(list));
    }
    const kept = "columns" in question ? question.columns.length : 0;
    if ("losses" in answer) {
      return "fractions" in question && isOfSize(answer.losses, question.fractions.length);
    }
    if ("meat" in answer) {
      return "size" in question && isOfSize(answer.meat, triangle(question.size));
    }
    if ("information" in answer) return true;
    if ("folds" in answer) {
      return answer.folds.every(({ gram, moment, columnTotals }) =>
        isOfSize(gram, triangle(size)) && isOfSize(moment) && isOfSize(columnTotals)
      );
    }
    return isOfSize(answer.gradient, kept) &&
      (answer.hessian === undefined || isOfSize(answer.hessian, triangle(kept)));
  };
  if (isOfSize(guess.shift) && isOfSize(guess.scale) && recorded.every(isOfDesign)) return;
  throw new TableError(
    `Cannot resume: the recorded sums are not of ${size} columns. Start again without --resume.`,
  );
}

/** Numbers in half a symmetric matrix. */
function triangle(size: number): number {
  return size * (size + 1) / 2;
}

/**
 * The Worker of a reader's own file: it is read here, and goes nowhere.
 *
 * @module
 */
import { fit } from "../../src/regression/fit/fit.ts";
import { startThreads } from "../../src/kernels/threads/threads.ts";
import { columnsOf, type ReadTable } from "../table/columns.ts";
import { cellsOf, decoded, mostBytes } from "../table/parse.ts";
import { raceOnTable } from "../table/race.ts";
import { answerQuestions } from "./calls.ts";
import type { TableCalls } from "./table_calls.ts";

let table: (ReadTable & { name: string }) | undefined;

function tableRead(): ReadTable & { name: string } {
  if (table === undefined) throw new Error("No file is read yet. Choose one first.");
  return table;
}

answerQuestions<TableCalls>({
  async read(file) {
    const { name, size } = file;
    if (size > mostBytes) {
      const megabytes = Math.round(size / 1e6);
      throw new Error(
        `"${name}" has ${megabytes} MB, and this page reads up to ${
          mostBytes / 1e6
        }. On the command line, fit reads larger ones.`,
      );
    }
    const read = columnsOf(cellsOf(decoded(new Uint8Array(await file.arrayBuffer()))));
    table = { ...read, name };
    const { rows, columns, notes } = read;
    return { name, rows, columns, notes };
  },
  async fit({ formula, family }) {
    const { values, name } = tableRead();
    await startThreads();
    return { ...await fit(values, { formula, family }), data: name };
  },
  race: (question, work) => raceOnTable(tableRead(), question, work),
});

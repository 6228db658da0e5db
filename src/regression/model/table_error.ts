/** Thrown for what is wrong with the data, the request or the engine; its message is for the person at the terminal. */
export class TableError extends Error {
  /** "TableError". */
  override name = "TableError";
}

/** Thrown by an engine that refuses to compute what overflows or underflows. */
export class OutOfRange extends TableError {
  override name = "OutOfRange";
}

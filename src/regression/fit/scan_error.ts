/**
 * A scan that failed.
 *
 * @module
 */
import { TableError } from "../model/table_error.ts";

/** A scan that could not be done; those before it stand, and a resumed fit goes on after them. */
export class ScanError extends TableError {
  override name = "ScanError";

  /** @param isPassing Whether the same scan may succeed another time. */
  constructor(message: string, readonly isPassing: boolean) {
    super(message);
  }
}

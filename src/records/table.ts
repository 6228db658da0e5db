/** A table as a race's data record it. */
export interface TableRecord {
  /** The file, or whatever else the rows came from. */
  source: string;
  target: string;
  features: string[];
  /** Rows held out. */
  validationRows: number;
  /** What the reader should know of how the table was read. */
  notes: string[];
}

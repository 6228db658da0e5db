/**
 * Where a figure's data and picture are kept.
 *
 * @module
 */
import { join } from "../../deps/path.ts";
import { OutputError, readIfThere, writeWhole } from "../../process/files.ts";
import type { FigureData } from "../../records/data.ts";
import { validateFigure } from "../../records/validate.ts";

/** Another picture of a figure's task: the fair race, and the race with the optimizers beyond the post. */
export type Variant = "fair" | "beyond";

/** A folder of figures: figure-NN.json and figure-NN.svg, figure-NN-fair.json, figure-NN-beyond.json and so on. */
export class FigureStore {
  /** @param folder Where the files are; it must be there before something is written. */
  constructor(readonly folder: string) {}

  /** The path of a figure's file. */
  path(name: string, extension: "json" | "svg"): string {
    return join(this.folder, `${name}.${extension}`);
  }

  /** A figure's data, or undefined if there is none, or where it is no figure's data. */
  async read(name: string): Promise<FigureData | undefined> {
    try {
      return await this.#readStrictly(name);
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
      throw error;
    }
  }

  /**
   * A figure's data, or undefined if there is none.
   *
   * @throws {OutputError} If the file holds something else.
   */
  async require(name: string): Promise<FigureData> {
    const path = this.path(name, "json");
    let data: FigureData | undefined;
    try {
      data = await this.#readStrictly(name);
    } catch (error) {
      throw new OutputError(`Cannot draw from "${path}": ${(error as Error).message}`);
    }
    if (data) return data;
    throw new OutputError(
      `Cannot draw from "${path}": there is no such file. Leave --from-json out to compute it.`,
    );
  }

  /** Writes data, whole or not at all. */
  async writeData(name: string, data: FigureData): Promise<void> {
    validateFigure(data);
    await writeWhole(this.path(name, "json"), JSON.stringify(data) + "\n");
  }

  /** Writes a picture, whole or not at all. */
  async writePicture(name: string, svg: string): Promise<void> {
    await writeWhole(this.path(name, "svg"), svg + "\n");
  }

  async #readStrictly(name: string): Promise<FigureData | undefined> {
    const text = await readIfThere(this.path(name, "json"));
    if (text === undefined) return undefined;
    const data = validateFigure(JSON.parse(text));
    const expected = Number(/^figure-(\d+)/.exec(name)?.[1]);
    if ("figure" in data && data.figure !== expected) {
      throw new TypeError(`It holds figure ${data.figure}. Name it after that, or take --fresh.`);
    }
    return data;
  }
}

/** The name of a figure's files, without the extension. */
export function figureName(figure: number, variant?: Variant): string {
  return `figure-${String(figure).padStart(2, "0")}${variant ? `-${variant}` : ""}`;
}

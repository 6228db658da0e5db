/**
 * A race's pictures once more, from its record.
 *
 * @module
 */
import { join } from "../../deps/path.ts";
import { drawFigure } from "../../drawings/draw.ts";
import { readIfThere, writeWhole } from "../../process/files.ts";
import { isRaceData } from "../../records/data.ts";
import { validateFigure } from "../../records/validate.ts";
import { drawTableRace } from "./report.ts";

/**
 * Draws a race from its race.json, a script's or a page's; gives the pictures' paths.
 *
 * @throws {Error} If the file is not there, or is no record of a race.
 */
export async function redrawRace(file: string, folder: string): Promise<string[]> {
  const text = await readIfThere(file);
  if (text === undefined) throw new Error(`Cannot draw from "${file}": there is no such file.`);
  const data = validateFigure(parsed(text, file));
  if (!isRaceData(data)) throw new Error(`Cannot draw from "${file}": it is no race's record.`);
  const { table } = data;
  const pictures: Record<string, string> = table
    ? {
      "race.svg": drawTableRace({ ...data, table }, "training"),
      "race-validation.svg": drawTableRace({ ...data, table }, "validation"),
    }
    : { "race.svg": drawFigure(data) };
  const paths: string[] = [];
  for (const [name, picture] of Object.entries(pictures)) {
    paths.push(join(folder, name));
    await writeWhole(paths[paths.length - 1], picture + "\n");
  }
  return paths;
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`Cannot draw from "${file}": it is no JSON.`);
  }
}

/**
 * Files that this project wrote: no data, where they lie among data.
 *
 * @module
 */
import { dirname, join } from "../../../deps/path.ts";

/** What fit.ts writes beside fit.json. */
const besideRecord = [
  ...["fit.md", "coefficients.svg", "residuals.svg", "loss.svg"],
  ...["path.svg", "cv.svg", "quantiles.svg", "spread.svg"],
];

/** A file that is being written. */
const unfinished = /^\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.part$/;

/** JSON that begins as the scripts' does. */
const ownJson =
  /^\s*\{\s*("format"\s*:\s*"more-descent |("\w+"\s*:[^{[]*,\s*)?"project"\s*:\s*"\d)/;

/** Tells data from what fit.ts, race.ts and the others wrote among them: by its name, and by what is in it. */
export async function withoutOwn(files: string[]): Promise<{ data: string[]; own: string[] }> {
  const isOwn = await Promise.all(files.map(wroteIt));
  return { data: files.filter((_, i) => !isOwn[i]), own: files.filter((_, i) => isOwn[i]) };
}

async function wroteIt(path: string): Promise<boolean> {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (unfinished.test(name)) return true;
  if (/^(fit|race|compare|claims|figure-\d.*)\.json$/.test(name)) {
    return ownJson.test(await headOf(path));
  }
  if (name === "predictions.csv") {
    const [names] = (await headOf(path)).split(/\r?\n/, 1);
    return /(^|[^\w])prediction_*"?$/.test(names);
  }
  return besideRecord.includes(name) &&
    ownJson.test(await headOf(join(dirname(path), "fit.json")));
}

/** How a file begins; nothing if it cannot be read. */
async function headOf(path: string): Promise<string> {
  try {
    using file = await Deno.open(path);
    const bytes = new Uint8Array(65_536);
    const read = await file.read(bytes);
    return new TextDecoder().decode(bytes.subarray(0, read ?? 0));
  } catch {
    return "";
  }
}

/**
 * Fit a regression by Newton's method where the data are: a file, a folder of files, or a table of a server.
 *
 *   deno run --allow-read --allow-write --allow-ffi scripts/fit.ts houses.csv --target price
 *   deno run --allow-read --allow-write --allow-net --allow-env scripts/fit.ts --engine clickhouse --url http://localhost:8123 --table houses --target price
 *
 * @module
 */
import { interruptible, Progress, runScript } from "../src/process/cli.ts";
import { join } from "../src/deps/path.ts";
import { prepareFolder, readIfThere, writeWhole } from "../src/process/files.ts";
import {
  fitCommand,
  placeOptions,
  requestOf,
  resumedRequest,
} from "../src/regression/fit/command.ts";
import { openEngine } from "../src/regression/rows/open_engine.ts";
import { TableError } from "../src/regression/model/table_error.ts";

const command = fitCommand();

await runScript(async () => {
  const started = performance.now();
  command.parse(Deno.args, { from: "user" });
  const options = command.opts();
  const earlier = options.resume === undefined ? undefined : await readRecord(options.resume);
  const request = earlier ? resumedRequest(command, earlier.request) : requestOf(options);
  const place = earlier
    ? { ...earlier.place, url: options.url ?? earlier.place.url }
    : placeOptions(command.args[0], options);
  const opening = openEngine(place, !earlier || options.url !== undefined);
  // Loaded while the engine looks at its data.
  const fitting = import("../src/regression/fit/fit_table.ts");
  const writing = import("../src/regression/fit/write_up.ts");
  const engine = await opening;
  if (options.explain) {
    const { explain } = await import("../src/regression/fit/explain.ts");
    console.log(await explain(engine, request));
    return;
  }

  await prepareFolder(options.out);
  if (options.predict !== undefined) {
    const { checkFile } = await import("../src/regression/fit/predict.ts");
    const { planOf } = await import("../src/regression/fit/prepare.ts");
    await checkFile(options.predict, (await planOf(engine, request)).model, place);
  }
  const path = join(options.out, "fit.json");
  const { signal, end } = interruptible();
  const limits = options.timeout === undefined
    ? [signal]
    : [signal, AbortSignal.timeout(1000 * options.timeout)];
  const progress = new Progress();
  progress.start(100);
  progress.say("reading");
  let kept = earlier?.recorded.length ?? 0;
  const { fitTable } = await fitting;
  const fit = await fitTable(engine, place, request, {
    earlier,
    signal: AbortSignal.any(limits),
    mostHeld: 2 ** 20 * options.hold,
    onScan(number, purpose) {
      progress.set(0);
      progress.say(`scan ${number}: ${purpose}`);
    },
    onProgress({ fraction, rows }) {
      if (fraction !== undefined) progress.set(100 * fraction);
      else if (rows !== undefined) progress.say(`${rows} rows`);
    },
    async onRecord(record) {
      await writeWhole(path, JSON.stringify(record) + "\n");
      kept = record.recorded.length;
    },
  }).catch((error) => {
    throw stopped(error, kept, path, options.timeout);
  }).finally(() => {
    progress.stop();
    end();
  });

  const { result, text, files } = (await writing).writeUp(fit, {
    data: engine.label,
    engine: engine.name,
    seconds: (performance.now() - started) / 1000,
  });
  console.log(text);
  await Promise.all(
    Object.entries(files).map(([name, file]) => writeWhole(join(options.out, name), file)),
  );
  console.log(`Wrote ${Object.keys(files).join(", ")} to ${options.out}.`);
  if (options.predict !== undefined) {
    const { predictFile } = await import("../src/regression/fit/predict.ts");
    const to = join(options.out, "predictions.csv");
    const { rows, without, notes } = await predictFile(
      options.predict,
      fit.model,
      result.coefficients,
      to,
      place,
    );
    const lacking = without === 0 ? "" : `; ${without} lack a value or have a level that is new`;
    console.log(
      [`Wrote ${to}: ${rows} rows${lacking}.`, ...notes.map((note) => `Note: ${note}`)].join("\n"),
    );
  }
  await engine.close();
});

async function readRecord(path: string) {
  const text = await readIfThere(path);
  if (text === undefined) {
    throw new TableError(`Cannot resume: there is no "${path}". Start again without --resume.`);
  }
  const { parseRecord } = await import("../src/regression/fit/read_record.ts");
  return parseRecord(text, path);
}

/** What ended a fit, and how to go on with it where that would help. */
function stopped(error: unknown, scans: number, path: string, timeout?: number): unknown {
  if (!(error instanceof Error)) return error;
  const reason = {
    TimeoutError: `Stopped after ${timeout} seconds.`,
    AbortError: "Interrupted.",
    ScanError: error.message,
  }[error.name];
  if (reason === undefined) return error;
  if (scans === 0) return new TableError(`${reason} No scan was finished.`);
  const done = scans === 1 ? "The scan before that is" : `The ${scans} scans before that are`;
  return new TableError(`${reason} ${done} kept: go on with --resume ${path}`);
}

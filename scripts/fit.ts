/**
 * Fit a regression by Newton's method where the data are: a file, a folder of files, or a table of a server.
 *
 *   deno run --allow-read --allow-write --allow-ffi scripts/fit.ts houses.csv --target price
 *   deno run --allow-read --allow-write --allow-net --allow-env scripts/fit.ts --engine clickhouse --url http://localhost:8123 --table houses --target price
 *
 * @module
 */
import { deadline, interruptible, Progress, runScript, say } from "../src/process/cli.ts";
import { dirname, join } from "../src/deps/path.ts";
import { prepareFolder, readIfThere, writeAllWhole, writeWhole } from "../src/process/files.ts";
import { fitCommand } from "../src/regression/fit/command.ts";
import { placeOptions, requestOf, resumedRequest } from "../src/regression/fit/command_request.ts";
import type { ScanError } from "../src/regression/fit/scan_error.ts";
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
  const { signal: interrupted, end } = interruptible();
  const limits = options.timeout === undefined
    ? [interrupted]
    : [interrupted, deadline(options.timeout)];
  const signal = AbortSignal.any(limits);
  const opening = openEngine(place, !earlier || options.url !== undefined, signal);
  // Loaded while the engine looks at its data.
  const fitting = import("../src/regression/fit/fit_table.ts");
  const writing = import("../src/regression/fit/write_up.ts");
  const engine = await opening.catch((error) => {
    throw stopped(error, { timeout: options.timeout });
  });
  if (options.explain) {
    const { explain } = await import("../src/regression/fit/explain.ts");
    say(await explain(engine, request));
    return;
  }

  const against = options.against === undefined ? undefined : {
    path: options.against,
    fit: await readOther(options.against),
  };
  await prepareFolder(options.out);
  if (options.rows !== undefined) await prepareFolder(dirname(options.rows));
  if (options.predict !== undefined) {
    const { checkFile } = await import("../src/regression/fit/predict.ts");
    const { planOf } = await import("../src/regression/fit/prepare.ts");
    await checkFile(options.predict, (await planOf(engine, request)).model, place);
  }
  const final = join(options.out, "fit.json");
  // The result of an earlier fit stays until this one has its own.
  const isTaken = final !== options.resume && await isFinished(final);
  const path = isTaken ? join(options.out, "fit.unfinished.json") : final;
  const progress = new Progress();
  progress.start(100);
  progress.say("reading");
  let kept = earlier?.recorded.length ?? 0;
  const { fitTable } = await fitting;
  const fit = await fitTable(engine, place, request, {
    earlier,
    signal,
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
    throw stopped(error, { scans: kept, path, timeout: options.timeout });
  }).finally(() => progress.stop());

  const { result, text, files } = (await writing).writeUp(fit, {
    data: engine.label,
    engine: engine.name,
    seconds: (performance.now() - started) / 1000,
  }, against);
  say(text);
  await writeAllWhole(
    Object.fromEntries(
      Object.entries(files).map(([name, file]) => [join(options.out, name), file]),
    ),
  );
  if (isTaken) await Deno.remove(path).catch(() => {});
  const names = Object.keys(files);
  if (options.report) {
    const { writeReport } = await import("../src/process/report_file.ts");
    const paths = names.map((name) => join(options.out, name));
    const title = text.split("\n")[0];
    await writeReport({ folder: options.out, title, paths, task: "fit" });
    names.push("report.html");
  }
  say(`Wrote ${names.join(", ")} to ${options.out}.`);
  if (options.rows !== undefined) {
    const { writeRows } = await import("../src/regression/fit/rows_file.ts");
    const { DuckDBEngine } = await import("../src/regression/engines/duckdb/engine.ts");
    const { planOf } = await import("../src/regression/fit/prepare.ts");
    const { place: asked } = await planOf(engine, request);
    if (engine instanceof DuckDBEngine) await writeRows(engine, asked, fit, options.rows);
    say(`Wrote ${options.rows}: ${result.rows.used} rows.`);
  }
  if (options.predict !== undefined) {
    const { predictFile } = await import("../src/regression/fit/predict.ts");
    const { intervalOf } = await import("../src/regression/results/interval.ts");
    const interval = options.intervals === undefined
      ? undefined
      : intervalOf(fit.model, fit.solution, request.confidence, options.intervals);
    const to = join(options.out, "predictions.csv");
    const { rows, without, notes } = await predictFile(
      options.predict,
      fit.model,
      result.coefficients,
      to,
      { ...place, signal },
      { interval, scale: options.scale },
    ).catch((error) => {
      throw stopped(error, { timeout: options.timeout, done: `${final} is whole` });
    });
    const lacking = without === 0 ? "" : `; ${without} lack a value or have a level that is new`;
    say(
      [`Wrote ${to}: ${rows} rows${lacking}.`, ...notes.map((note) => `Note: ${note}`)].join("\n"),
    );
  }
  end();
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

async function readOther(path: string) {
  const text = await readIfThere(path);
  if (text === undefined) throw new TableError(`Cannot compare: there is no "${path}".`);
  const { otherFit } = await import("../src/regression/results/comparison.ts");
  return otherFit(text, path);
}

/** Whether a file holds a fit with its result. */
async function isFinished(path: string): Promise<boolean> {
  const text = await readIfThere(path);
  try {
    return text !== undefined && "coefficients" in JSON.parse(text);
  } catch {
    return false;
  }
}

/** How far a fit has come. */
interface Stage {
  scans?: number;
  path?: string;
  timeout?: number;
  /** What is whole in any case. */
  done?: string;
}

/** What ended a fit, and how to go on with it where that would help. */
function stopped(error: unknown, { scans = 0, path, timeout, done }: Stage): unknown {
  if (!(error instanceof Error)) return error;
  const stops: Record<string, string> = {
    TimeoutError: `Stopped after ${timeout} seconds.`,
    AbortError: "Interrupted.",
  };
  const isStop = Object.hasOwn(stops, error.name);
  if (!isStop && error.name !== "ScanError") return error;
  const reason = isStop ? stops[error.name] : error.message.replace(/([^.!?])$/, "$1.");
  if (done) return new TableError(`${reason} ${done}; predictions.csv was not written.`);
  if (scans === 0) return new TableError(`${reason} No scan was finished.`);
  const kept = scans === 1 ? "The scan before that is" : `The ${scans} scans before that are`;
  // Data that have changed will not fit what was kept.
  const canGoOn = isStop || (error as ScanError).isPassing;
  return new TableError(
    canGoOn ? `${reason} ${kept} kept: go on with --resume ${path}` : `${reason} Start again.`,
  );
}

/**
 * Reads the workloads' data: tables as CSV, images as IDX, both packed, each known by its SHA-256.
 *
 * @module
 */
import { join } from "../../deps/path.ts";
import type { Dataset, Rows, Table } from "../../tasks/learning/dataset.ts";
import { fashion, type Source, tables } from "./sources.ts";

/** Data that are not there, or are other data. */
export class DataError extends Error {
  override readonly name = "DataError";
}

const home = new URL("../../../data/", import.meta.url);

/** The bytes of a file on disk or at an address; undefined if it is not there. */
async function bytesAt(place: URL | string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (typeof place !== "string" && place.protocol !== "file:") {
    const answer = await fetch(place);
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined;
  }
  try {
    return await Deno.readFile(place);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** The bytes of a file, unpacked. */
async function unpacked(
  { file, sha256 }: Source,
  folder: string | URL = home,
): Promise<Uint8Array> {
  const isOwn = typeof folder !== "string";
  const bytes = await bytesAt(isOwn ? new URL(file, folder) : join(folder, file));
  if (bytes === undefined) {
    throw new DataError(
      `"${file}" is not in ${isOwn ? "data/" : folder}. ${
        isOwn
          ? "It is part of the repository"
          : "Install Debian's dataset-fashion-mnist, or name the folder with --data-folder"
      }.`,
    );
  }
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
  if (found !== sha256) {
    throw new DataError(
      `"${file}" is cut or changed: its SHA-256 is ${found.slice(0, 12)}..., expected ${
        sha256.slice(0, 12)
      }....`,
    );
  }
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** A CSV's lines as cells; the files of data/ have no quotes. */
async function lines(source: Source, home?: URL): Promise<string[][]> {
  const text = new TextDecoder().decode(await unpacked(source, home));
  return text.trim().split(/\r?\n/).map((line) => line.split(","));
}

/** A table whose target stands in the first or the last column: texts are classes, in order. */
async function table(
  source: Source,
  at: "first" | "last",
  header: boolean,
  home?: URL,
): Promise<Table> {
  const rows = (await lines(source, home)).slice(header ? 1 : 0);
  const width = rows[0].length;
  const target = at === "first" ? 0 : width - 1;
  const words = rows.map((row) => row[target]);
  const isNumber = words.every((word) => Number.isFinite(Number(word)));
  const classes = [...new Set(words)].sort();
  const features = new Float32Array(rows.length * (width - 1));
  let next = 0;
  for (const row of rows) {
    row.forEach((cell, j) => {
      if (j !== target) features[next++] = Number(cell);
    });
  }
  const targets = Float32Array.from(
    words,
    (word) => isNumber ? Number(word) : classes.indexOf(word),
  );
  return { columns: width - 1, rows: { features, targets } };
}

/** Images of IDX, a byte a pixel, from 0 to 1. */
async function images(pixels: Source, labels: Source, folder: string, most: number): Promise<Rows> {
  const [image, label] = await Promise.all([unpacked(pixels, folder), unpacked(labels, folder)]);
  const size = 28 * 28;
  const count = Math.min(most, label.length - 8);
  return {
    features: Float32Array.from(image.subarray(16, 16 + count * size), (byte) => byte / 255),
    targets: Float32Array.from(label.subarray(8, 8 + count)),
  };
}

/** The tables' names. */
export type TableName = keyof typeof tables;

/**
 * A table of data/, with how many classes it has.
 *
 * @param home Where the files of data/ are; by default beside this project's code.
 */
export async function readTable(name: TableName, home?: URL): Promise<Table> {
  if (name === "digits") return { ...await table(tables.digits, "last", false, home), classes: 10 };
  if (name === "letters") {
    return { ...await table(tables.letters, "first", true, home), classes: 26 };
  }
  if (name === "spam") return { ...await table(tables.spam, "last", true, home), classes: 2 };
  return await table(tables.concrete, "last", true, home);
}

/** The first rows of Fashion-MNIST, and the test images as rows held out. */
export async function readFashion(rows: number, folder: string = fashion.folder): Promise<Dataset> {
  const { trainImages, trainLabels, testImages, testLabels } = fashion;
  const [training, validation] = await Promise.all([
    images(trainImages, trainLabels, folder, rows),
    images(testImages, testLabels, folder, 10_000),
  ]);
  return { columns: 28 * 28, classes: 10, training, validation };
}

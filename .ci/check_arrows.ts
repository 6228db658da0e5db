/**
 * Proves that imports in src/ flow one way: from a room to rooms below it, with no ring of folders
 * and no ring of files. `deno task check:arrows`
 *
 * @module
 */
import { dirname, join } from "../src/deps/path.ts";
import ts from "npm:typescript@5.9.3";

/** The rooms of each house, the highest first: a room imports only rooms that stand below it. */
const houses: Record<string, string[]> = {
  "src": [
    "doors",
    "experiments",
    "race",
    "tasks",
    "regression",
    "process",
    "drawings",
    "scores",
    "records",
    "networks",
    "optimizers",
    "roots",
    "least_squares",
    "minimize",
    "methods",
    "objectives",
    "searches",
    "random",
    "calculus",
    "backend",
    "kernels",
    "numeric",
    "deps",
  ],
  "src/regression": [
    "fit",
    "results",
    "rows",
    "engines",
    "sql",
    "paths",
    "newton",
    "formula",
    "model",
  ],
};

type Graph = Map<string, Set<string>>;

function filesUnder(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    const path = join(folder, name);
    return isDirectory ? filesUnder(path) : path.endsWith(".ts") ? [path] : [];
  });
}

function imports(): Graph {
  const graph: Graph = new Map();
  for (const path of filesUnder("src")) {
    const text = Deno.readTextFileSync(path);
    const local = ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName)
      .filter((name) => name.startsWith("."));
    graph.set(path, new Set(local.map((name) => join(dirname(path), name))));
  }
  return graph;
}

function foldersOf(files: Graph): Graph {
  const folders: Graph = new Map();
  for (const [file, imported] of files) {
    const from = dirname(file);
    const to = folders.getOrInsertComputed(from, () => new Set());
    for (const path of imported) if (dirname(path) !== from) to.add(dirname(path));
  }
  return folders;
}

/** The arrows that go up a house's list, or to or from a room that is not on it. */
function upward(files: Graph, house: string, rooms: string[]): string[] {
  const roomOf = (path: string) => path.slice(house.length + 1).split("/")[0];
  const inside = (path: string) => path.startsWith(`${house}/`);
  return [...files].filter(([file]) => inside(file)).flatMap(([file, imported]) =>
    [...imported].filter(inside).filter((path) => roomOf(path) !== roomOf(file)).filter((path) =>
      !rooms.includes(roomOf(file)) || rooms.indexOf(roomOf(path)) <= rooms.indexOf(roomOf(file))
    ).map((path) => `goes up: ${file} -> ${path}`)
  );
}

/** The rings of a graph, each named by its nodes: its strongly connected components (Tarjan). */
function rings(graph: Graph): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (node: string): number => {
    const at = index.size;
    index.set(node, at);
    let least = at;
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) least = Math.min(least, visit(next));
      else if (stack.includes(next)) least = Math.min(least, low.get(next) ?? index.get(next)!);
    }
    low.set(node, least);
    if (least === at) {
      const ring = stack.splice(stack.indexOf(node));
      if (ring.length > 1) found.push(ring);
    }
    return least;
  };
  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return found;
}

const files = imports();
const faults = [
  ...Object.entries(houses).flatMap(([house, rooms]) => upward(files, house, rooms)),
  ...rings(foldersOf(files)).map((ring) => `ring of folders: ${ring.join(", ")}`),
  ...rings(files).map((ring) => `ring of files: ${ring.join(", ")}`),
];
for (const fault of faults) console.error(fault);
console.log(`${files.size} files, ${foldersOf(files).size} folders, ${faults.length} faults`);
Deno.exit(faults.length === 0 ? 0 : 1);

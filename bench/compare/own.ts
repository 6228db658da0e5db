/**
 * A checkout's own time for each work of bench:peers, as JSON. compare.ts starts it, in turns with another checkout's.
 *
 * @module
 */
const [folder, milliseconds, ...only] = Deno.args;

/** A module of that checkout: of another version, so that its types are not known here. */
const load = async <T>(paths: string[]): Promise<T> => {
  for (const path of paths) {
    try {
      return await import(`file://${folder}/${path}`);
    } catch (error) {
      if (path === paths[paths.length - 1]) throw error;
    }
  }
  throw new Error("No path.");
};

interface Work {
  name: string;
  ours(): unknown;
}

interface Group {
  names: string[];
  make(share: number): Promise<{ works: Work[]; dispose(): void }>;
}

const { useBackend } = await load<{ useBackend(name: string): Promise<unknown> }>(["mod.ts"]);
const { startThreads } = await load<{ startThreads(): Promise<number> }>([
  "src/kernels/threads/threads.ts",
  "src/kernels/threads.ts",
]);
const { timeRepeats } = await load<{
  timeRepeats(work: () => unknown, milliseconds: number): Promise<{ milliseconds: number }>;
}>(["bench/peers/process.ts"]);
const { groups } = await load<{ groups: Group[] }>(["bench/peers/works.ts"]);

await useBackend("wasm");
await startThreads();
const times: Record<string, number> = {};
const wanted = (name: string) => only.length === 0 || only.some((word) => name.includes(word));
for (const group of groups.filter(({ names }) => names.some(wanted))) {
  const { works, dispose } = await group.make(1);
  for (const { name, ours } of works.filter(({ name }) => wanted(name))) {
    times[name] = (await timeRepeats(ours, Number(milliseconds))).milliseconds;
  }
  dispose();
}
console.log(JSON.stringify(times));

import assert from "../../../src/deps/test.ts";
import {
  denseProblem,
  type DenseShape,
  startThreads,
  stopThreads,
} from "../../../src/kernels/dense/dense.ts";
import { variants } from "../../../src/kernels/threads/instances.ts";
import { bytesInUse, free, malloc, words } from "../../../src/kernels/threads/memory.ts";
import { crew } from "../../../src/kernels/threads/workers.ts";
import { run } from "../../../src/kernels/threads/threads.ts";
import { data, uniform } from "../dense/data.ts";

const shapes: DenseShape[] = [
  { rows: 10_000, layers: [20, 10, 10, 1], activation: "none" },
  { rows: 5_003, layers: [7, 5, 3, 1], activation: "relu" },
  { rows: 2_000, layers: [11, 1], activation: "none" },
  { rows: 1, layers: [3, 2, 1], activation: "tanh" },
];

/** Loss, phi at two steps and the gradient, for every shape and variant. */
function answers(): number[][] {
  return variants.flatMap((variant) =>
    shapes.map((shape) => {
      const { theta, source } = data(shape);
      const problem = denseProblem(shape, source, variant);
      const gradient = new Float32Array(problem.parameters);
      const phi = problem.line(theta, uniform(theta.length, 4));
      const all = [problem.loss(theta), phi(0.1), problem.gradient(theta, gradient), phi(0.2)];
      problem.dispose();
      return [...all, ...gradient];
    })
  );
}

Deno.test("one, two and three threads give the same bits", async () => {
  const one = answers();
  for (const count of [2, 3]) {
    assert.equal(await startThreads(count), count);
    for (let again = 0; again < 3; again++) assert.deepEqual(answers(), one);
    stopThreads();
  }
  assert.deepEqual(answers(), one);
});

Deno.test("starting threads again changes nothing until they are stopped", async () => {
  const [first, second] = [startThreads(2), startThreads(3)];
  assert.equal(await first, 2);
  assert.equal(await second, 2);
  stopThreads();
  stopThreads();
  assert.equal(await startThreads(1), 1);
  stopThreads();
  assert.throws(() => startThreads(0), /positive whole number, got 0/);
});

Deno.test("threads that are stopped while they start do not live on, and keep no memory", async () => {
  await startThreads(2);
  stopThreads();
  const before = bytesInUse();
  for (let again = 0; again < 3; again++) {
    const starting = startThreads(3);
    stopThreads();
    assert.equal(await starting, 1);
    assert.equal(crew().threads, 1);
  }
  assert.equal(await startThreads(2), 2);
  stopThreads();
  assert.equal(bytesInUse(), before);
});

Deno.test("a unit that traps is an error, and the threads then go on", async () => {
  const expected = answers();
  await startThreads(2);
  const job = malloc(256);
  words(job, 64).fill(-64);
  const question = { kernel: "dense", variant: variants[0], job, units: 8, scratch: 64 } as const;
  assert.throws(() => run(question), /memory access out of bounds/);
  free(job);
  assert.deepEqual(answers(), expected);
  stopThreads();
});

const script = (url: URL) => `
import { denseProblem, startThreads } from "${url}";
const threads = await startThreads(2);
const shape = { rows: 2000, layers: [2, 3, 1], activation: "tanh" as const };
const problem = denseProblem(shape, (_first, _count, x, y) => { x.fill(0.5); y.fill(0.25); });
console.log(threads, problem.loss(new Float32Array(13).fill(0)));`;

/** What a script prints that deno runs from standard input with no permission but args. */
async function output(source: string, ...args: string[]): Promise<string> {
  const command = new Deno.Command("deno", {
    args: ["run", "--no-prompt", "--no-lock", "--ext=ts", ...args, "-"],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  });
  const child = command.spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(source));
  await writer.close();
  const { stdout, stderr } = await child.output();
  return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
}

Deno.test("from disk, threads need no permission, and the script ends by itself", async () => {
  const url = new URL("../../../src/kernels/dense/dense.ts", import.meta.url);
  assert.equal(await output(script(url)), "2 0.0625\n");
});

Deno.test("from a URL, threads need no permission but to import from there", async () => {
  const root = new URL("../../../", import.meta.url);
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    async (request) => {
      const path = new URL(request.url).pathname.slice(1);
      return new Response(await Deno.readTextFile(new URL(path, root)), {
        headers: { "content-type": "application/typescript" },
      });
    },
  );
  const host = `127.0.0.1:${server.addr.port}`;
  const url = new URL(`http://${host}/src/kernels/dense/dense.ts`);
  const printed = await output(
    script(url),
    "--quiet",
    `--allow-import=${host}`,
    `--reload=http://${host}`,
  );
  await server.shutdown();
  assert.equal(printed, "2 0.0625\n");
});

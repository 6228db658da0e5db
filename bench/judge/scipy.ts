/**
 * SciPy, in a process of its own: it asks for values and gradients over a pipe, so that the problems are written once.
 *
 * @module
 */
import type { CountedProblem } from "../../problems/contest/counted_problem.ts";

/** A running scipy_peer.py. */
export class Scipy {
  private constructor(
    private readonly process: Deno.ChildProcess,
    private readonly input: WritableStreamDefaultWriter<Uint8Array>,
    private readonly lines: AsyncGenerator<string>,
    /** SciPy's version. */
    readonly version: string,
  ) {}

  /** Starts the first of these Pythons that has SciPy; undefined if none has. */
  static async start(pythons: string[]): Promise<Scipy | undefined> {
    const script = new URL("scipy_peer.py", import.meta.url).pathname;
    for (const python of pythons) {
      const command = new Deno.Command(python, {
        args: [script],
        ...{ stdin: "piped", stdout: "piped", stderr: "null" },
      });
      try {
        const process = command.spawn();
        const lines = linesOf(process.stdout);
        const first = await lines.next();
        if (!first.done) return new Scipy(process, process.stdin.getWriter(), lines, first.value);
        await process.status;
      } catch (error) {
        if (!(error instanceof Deno.errors.NotFound)) throw error;
      }
    }
  }

  /** Solves a problem: the point that SciPy returns, the start where it fails. */
  async solve(method: string, counted: CountedProblem): Promise<ArrayLike<number>> {
    const { start } = counted.problem;
    await this.write(JSON.stringify({ method, start }));
    while (true) {
      const { value: line, done } = await this.lines.next();
      if (done) throw new Error(`Cannot go on: SciPy ended within ${counted.problem.name}.`);
      const [ask, ...numbers] = line.split(" ");
      if (ask === "fail") return start;
      const x = numbers.map(Number);
      if (ask === "end") return x;
      await this.write(answerTo(ask, counted, x).join(" "));
    }
  }

  /** Ends the process. */
  async end(): Promise<void> {
    await this.input.close();
    await this.process.status;
  }

  private async write(line: string): Promise<void> {
    await this.input.write(new TextEncoder().encode(line + "\n"));
  }
}

function answerTo(ask: string, counted: CountedProblem, x: number[]): number[] {
  switch (ask) {
    case "value":
      return [counted.value(x)];
    case "gradient":
      return [...counted.gradient(x)];
    case "hessian":
      return counted.hessian(x).flatMap((row) => [...row]);
    case "residuals":
      return [...counted.residuals(x)];
    case "jacobian":
      return counted.jacobian(x).flatMap((row) => [...row]);
    default:
      throw new Error(`Cannot answer SciPy: "${ask}" is no question. Look at scipy_peer.py.`);
  }
}

async function* linesOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + text).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
  }
}

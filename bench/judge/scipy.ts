/**
 * SciPy, in a process of its own: it asks for values and gradients over a pipe, so that the problems are written once.
 *
 * @module
 */
import type { Bounds } from "../../src/numeric/box.ts";
import { Reader } from "./reader.ts";

type Vector = ArrayLike<number>;

/** A problem that answers SciPy's questions, as far as they are put to it. */
export interface Asked {
  readonly problem: { name: string; start: readonly number[]; bounds?: Bounds };
  value(x: Vector): number;
  gradient(x: Vector): Vector;
  product?(x: Vector, along: Vector): Vector;
  hessian?(x: Vector): Vector[];
  residuals?(x: Vector): Vector;
  jacobian?(x: Vector): Vector[];
}

/** A running scipy_peer.py. */
export class Scipy {
  private constructor(
    private readonly process: Deno.ChildProcess,
    private readonly input: WritableStreamDefaultWriter<Uint8Array>,
    private readonly output: Reader,
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
        const output = new Reader(process.stdout);
        const version = await output.line();
        if (version) return new Scipy(process, process.stdin.getWriter(), output, version);
        await process.status;
      } catch (error) {
        if (!(error instanceof Deno.errors.NotFound)) throw error;
      }
    }
  }

  /** Solves a problem: the point that SciPy returns, the start where it fails. */
  async solve(method: string, asked: Asked): Promise<Vector> {
    const { name, start, bounds } = asked.problem;
    const question = { method, start, bounds: bounds && listed(bounds, start.length) };
    await this.write(JSON.stringify({ ...question, products: !asked.hessian }));
    while (true) {
      const line = await this.output.line();
      if (line === undefined) throw new Error(`Cannot go on: SciPy ended within ${name}.`);
      const [ask, count] = line.split(" ");
      if (ask === "fail") return start;
      const x = await this.output.numbers(Number(count));
      if (ask === "end") return x;
      const answer = answerTo(ask, asked, x);
      await this.write(`${answer.length}`);
      await this.input.write(new Uint8Array(answer.buffer));
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

function answerTo(ask: string, asked: Asked, x: Float64Array): Float64Array<ArrayBuffer> {
  const n = asked.problem.start.length;
  const answers: Record<string, () => Vector | undefined> = {
    value: () => [asked.value(x)],
    gradient: () => asked.gradient(x),
    product: () => asked.product?.(x.slice(0, n), x.slice(n)),
    hessian: () => asked.hessian?.(x).flatMap((row) => Array.from(row)),
    residuals: () => asked.residuals?.(x),
    jacobian: () => asked.jacobian?.(x).flatMap((row) => Array.from(row)),
  };
  const answer = answers[ask]?.();
  if (answer) return Float64Array.from(answer);
  throw new Error(`Cannot answer SciPy: "${ask}" is no question. Look at scipy_peer.py.`);
}

/** Bounds one by one; what is not bounded is null, as JSON has no infinity. */
function listed({ lower = -Infinity, upper = Infinity }: Bounds, n: number): Vector[] {
  return [lower, upper].map((bound) =>
    typeof bound === "number" ? Array<number>(n).fill(bound) : Array.from(bound)
  );
}

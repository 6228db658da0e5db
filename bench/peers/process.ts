/**
 * Peers: processes that do the same work, and answer questions, a line of JSON each.
 *
 * @module
 */

/** What is asked of a peer. */
export interface Question {
  /** What to do: loss, gradient, keepStepping, ... */
  ask: string;
  /** On which data. */
  task: Record<string, unknown>;
  /** One of the peer's settings. */
  setting: string;
  /** It is done again and again until this many milliseconds have passed; once before, untimed. */
  milliseconds: number;
}

/** What a peer answers. */
export interface Answer {
  /** For doing it once. */
  milliseconds: number;
  /** What came out, to be compared; null if there is nothing to compare. */
  value: number | null;
}

/** What a process says of itself when it starts. */
export interface Introduction {
  /** The versions of what it can be asked for, by name; null if that is not installed. */
  versions: Record<string, string | null>;
  /** The ways in which it can be told to work; the fastest counts. */
  settings: string[];
}

/** A running peer. */
export class PeerProcess {
  private constructor(
    private readonly process: Deno.ChildProcess,
    private readonly input: WritableStreamDefaultWriter<Uint8Array>,
    private readonly answers: AsyncGenerator<string>,
    readonly introduction: Introduction,
  ) {}

  /**
   * Starts a command, and reads its introduction.
   *
   * @throws {Error} If it ends before it has introduced itself.
   */
  static async start(
    command: string,
    args: string[],
    env: Record<string, string> = {},
  ): Promise<PeerProcess> {
    const process = new Deno.Command(command, { args, env, stdin: "piped", stdout: "piped" })
      .spawn();
    const answers = lines(process.stdout);
    const first = await answers.next();
    if (first.done) throw new Error(`Cannot start a peer: "${command} ${args.join(" ")}" ended.`);
    return new PeerProcess(process, process.stdin.getWriter(), answers, JSON.parse(first.value));
  }

  /** Asks, and waits for the answer. */
  async ask<Q = Question, A = Answer>(question: Q): Promise<A> {
    await this.input.write(new TextEncoder().encode(JSON.stringify(question) + "\n"));
    const { value, done } = await this.answers.next();
    if (done) throw new Error(`A peer ended at ${JSON.stringify(question)}.`);
    return JSON.parse(value);
  }

  /** Ends the process. */
  async end(): Promise<void> {
    await this.input.close();
    await this.process.status;
  }
}

/** The peer's side in Deno: introduces itself, answers each line that comes in, and ends with the last. */
export async function answerQuestions<Q, A>(
  introduction: Introduction,
  answer: (question: Q) => Promise<A>,
): Promise<never> {
  console.log(JSON.stringify(introduction));
  for await (const line of lines(Deno.stdin.readable)) {
    console.log(JSON.stringify(await answer(JSON.parse(line))));
  }
  // Threads of the peer's own would keep it alive.
  Deno.exit(0);
}

/** What comes out of a piece of work; a value that takes work of its own comes as a function, and is not timed. */
export type Outcome = number | null | (() => number);

/** Does something once untimed, then until this many milliseconds have passed. */
export async function timeRepeats(
  work: () => Promise<Outcome> | Outcome,
  milliseconds: number,
): Promise<Answer> {
  let value = await work();
  const start = performance.now();
  let passed = 0, repeats = 0;
  while (passed < milliseconds) {
    value = await work();
    repeats++;
    passed = performance.now() - start;
  }
  return {
    milliseconds: passed / repeats,
    value: typeof value === "function" ? value() : value,
  };
}

async function* lines(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + text).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
  }
}

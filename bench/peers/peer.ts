/**
 * A Python process that answers questions with milliseconds.
 *
 * @module
 */

/** A question: what, on which task, how often, on how many threads. */
export interface PeerQuestion {
  ask: string;
  task: Record<string, unknown>;
  repeats: number;
  threads: number;
}

/** A running peer.py. */
export class Peer {
  private constructor(
    private readonly process: Deno.ChildProcess,
    private readonly input: WritableStreamDefaultWriter<Uint8Array>,
    private readonly answers: AsyncGenerator<string>,
    /** Which packages it has. */
    readonly has: Record<"torch" | "sklearn", unknown>,
  ) {}

  /** Starts Python, and asks what it has. */
  static async start(python: string): Promise<Peer> {
    const script = new URL("peer.py", import.meta.url).pathname;
    const command = new Deno.Command(python, { args: [script], stdin: "piped", stdout: "piped" });
    const process = command.spawn();
    const answers = lines(process.stdout);
    const first = await answers.next();
    if (first.done) throw new Error(`Cannot start the peers: "${python}" ended. It needs NumPy.`);
    return new Peer(process, process.stdin.getWriter(), answers, JSON.parse(first.value));
  }

  /** Milliseconds for one repeat. */
  async ask(question: PeerQuestion): Promise<number> {
    await this.input.write(new TextEncoder().encode(JSON.stringify(question) + "\n"));
    const { value, done } = await this.answers.next();
    if (done) throw new Error(`The peer ended at ${question.ask}.`);
    return JSON.parse(value);
  }

  /** Ends the process. */
  async end(): Promise<void> {
    await this.input.close();
    await this.process.status;
  }
}

async function* lines(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + text).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
  }
}

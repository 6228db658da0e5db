/**
 * Real servers on loopback ports, for one test each.
 *
 * @module
 */
/** A server process that a test started. */
export interface Server {
  /** Where it listens, without credentials. */
  url: string;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again, where it was. */
  restart(): Promise<void>;
  /** What it has logged so far. */
  log(): Promise<string>;
}

/** The user that the test servers know. */
export const account = { user: "reader", password: "p&ss:w/rd?" };

/** Whether a program is installed. */
export function installed(program: string): boolean {
  try {
    return Deno.statSync(program).isFile;
  } catch {
    return false;
  }
}

/** Servers write into their logs. */
export const silent = { stdin: "null", stdout: "null", stderr: "null" } as const;

/** Ports that are free now. */
export function freePorts(count: number): number[] {
  const listeners = Array.from(
    { length: count },
    () => Deno.listen({ hostname: "127.0.0.1", port: 0 }),
  );
  const ports = listeners.map((listener) => listener.addr.port);
  listeners.forEach((listener) => listener.close());
  return ports;
}

/** Starts a server, and waits until it is ready. */
export async function spawn(
  command: Deno.Command,
  { ready, end = "SIGKILL", ...rest }: Pick<Server, "url" | "log"> & {
    ready: () => Promise<boolean>;
    end?: Deno.Signal;
  },
): Promise<Server> {
  let process: Deno.ChildProcess | undefined;
  const restart = async () => {
    process = command.spawn();
    await until(`the server at ${rest.url}`, ready);
  };
  const kill = async () => {
    process?.kill(end);
    await process?.status;
    process = undefined;
  };
  await restart();
  return { ...rest, kill, restart };
}

/** Waits until something holds, half a minute at most. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await holds().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Waited half a minute for ${what}.`);
}

/** A URL with the tests' user in it. */
export function withLogin(url: string): string {
  const { user, password } = account;
  return url.replace("//", `//${user}:${encodeURIComponent(password)}@`);
}

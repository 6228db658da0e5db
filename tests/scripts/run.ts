/** What came of a script's run. */
export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** The folder of the checkout. */
export const root = new URL("../../", import.meta.url);

const permissions = ["--no-prompt", "--allow-read", "--allow-write", "--allow-sys=cpus"];

/** Runs a script as a reader does, with the permissions that the README gives it. */
export async function runScript(
  name: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Outcome> {
  const path = new URL(`scripts/${name}.ts`, root).pathname;
  return await finish(deno(["run", ...permissions, path, ...args], { env }).spawn());
}

/** A Deno process, before it is started; its output is kept. */
export function deno(args: string[], options: Deno.CommandOptions = {}): Deno.Command {
  const env = { NO_COLOR: "1", XDG_RUNTIME_DIR: "/tmp", ...options.env };
  return new Deno.Command("deno", { args, stdout: "piped", stderr: "piped", ...options, env });
}

/** Waits for a process, and reads what it printed. */
export async function finish(process: Deno.ChildProcess): Promise<Outcome> {
  const { code, stdout, stderr } = await process.output();
  const text = new TextDecoder();
  return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}

/** A test with a folder of its own, which is gone afterwards. */
export function testInFolder(title: string, test: (folder: string) => Promise<void>): void {
  Deno.test(title, async () => {
    const folder = await Deno.makeTempDir({ prefix: "more-descent-" });
    try {
      await test(folder);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

/**
 * Debian's PostgreSQL, on a cluster of its own.
 *
 * @module
 */
import { join } from "../../../src/deps/path.ts";
import { account, freePorts, type Server, silent, spawn } from "./servers.ts";

/** Where Debian puts PostgreSQL's programs. */
export const postgresFolder = "/usr/lib/postgresql/15/bin";

/** Starts a PostgreSQL server on a cluster of its own. PostgreSQL does not run as root: then it is its own user. */
export async function startPostgres(folder: string): Promise<Server> {
  const [port] = freePorts(1);
  const home = join(folder, "postgres");
  const secret = join(folder, "secret");
  await Deno.mkdir(home);
  await Deno.writeTextFile(secret, account.password);
  const owner = Deno.statSync(folder).uid === 0 ? Deno.statSync("/var/lib/postgresql") : undefined;
  const as = owner ? { uid: owner.uid!, gid: owner.gid!, cwd: home } : { cwd: home };
  if (owner) {
    for (const path of [folder, home, secret]) await Deno.chown(path, owner.uid, owner.gid);
  }
  const made = await new Deno.Command(join(postgresFolder, "initdb"), {
    args: [
      "-D",
      home,
      "-U",
      account.user,
      "--auth=scram-sha-256",
      `--pwfile=${secret}`,
      "--no-sync",
    ],
    stdout: "null",
    stderr: "piped",
    ...as,
  }).output();
  if (!made.success) throw new Error(`initdb: ${new TextDecoder().decode(made.stderr)}`);
  const log = join(home, "server.log");
  const settings = [
    `port=${port}`,
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=off",
    "logging_collector=on",
    `log_directory=${home}`,
    "log_filename=server.log",
    "log_statement=all",
  ];
  const args = ["-D", home, ...settings.flatMap((setting) => ["-c", setting])];
  return await spawn(
    new Deno.Command(join(postgresFolder, "postgres"), { args, ...silent, ...as }),
    {
      url: `postgresql://127.0.0.1:${port}/postgres`,
      // An immediate shutdown: killed, it would leave its children behind for a moment, who go on answering.
      end: "SIGQUIT",
      // It accepts connections while it starts, and then refuses what they ask.
      async ready() {
        const text = await Deno.readTextFile(log);
        return text.lastIndexOf("ready to accept connections") >
          text.lastIndexOf("starting PostgreSQL");
      },
      log: () => Deno.readTextFile(log),
    },
  );
}

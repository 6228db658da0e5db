/**
 * Real servers on loopback ports, for one test each: Debian's clickhouse-server and PostgreSQL.
 *
 * @module
 */
import { join } from "../../src/deps/path.ts";

/** A server process that a test started. */
export interface Server {
  /** Where it listens, without credentials. */
  url: string;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** What it has logged so far. */
  log(): Promise<string>;
}

/** Where Debian's clickhouse-server puts its server. */
export const clickhouseProgram = "/usr/sbin/clickhouse-server";

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

/** Starts so many clickhouse-servers, each a shard of the cluster "shards" and the only one of the cluster "alone". */
export async function startShards(folder: string, count: number): Promise<Server[]> {
  const ports = Array.from({ length: count }, () => freePorts(3));
  const shards = ports.map(([_http, tcp]) => shard(tcp));
  return await Promise.all(ports.map(async ([http, tcp, interserver], i) => {
    const home = join(folder, `shard-${i}`);
    await Deno.mkdir(home, { recursive: true });
    await Deno.writeTextFile(join(home, "users.xml"), users);
    const config = join(home, "config.xml");
    await Deno.writeTextFile(
      config,
      `<yandex>
        <logger><level>debug</level><log>${home}/server.log</log><errorlog>${home}/error.log</errorlog></logger>
        <http_port>${http}</http_port><tcp_port>${tcp}</tcp_port>
        <interserver_http_port>${interserver}</interserver_http_port>
        <listen_host>127.0.0.1</listen_host>
        <path>${home}/</path><tmp_path>${home}/tmp/</tmp_path>
        <users_config>${home}/users.xml</users_config>
        <default_profile>default</default_profile><default_database>default</default_database>
        <mark_cache_size>67108864</mark_cache_size><timezone>UTC</timezone>
        <query_log><database>system</database><table>query_log</table>
          <flush_interval_milliseconds>200</flush_interval_milliseconds></query_log>
        <remote_servers>
          <shards>${shards.join("")}</shards>
          <alone>${shards[i]}</alone>
        </remote_servers>
      </yandex>`,
    );
    const args = [`--config-file=${config}`];
    const process = spawn(new Deno.Command(clickhouseProgram, { args, ...silent }));
    const url = `http://127.0.0.1:${http}`;
    await until(
      `clickhouse-server at ${url}`,
      async () => (await fetch(url).then(read)) === "Ok.\n",
    );
    return { url, kill: process.kill, log: () => Deno.readTextFile(join(home, "server.log")) };
  }));
}

/** Asks a clickhouse-server something, as the tests' user. */
export async function clickhouse(server: Server, sql: string): Promise<string> {
  const { user, password } = account;
  const headers = { "X-ClickHouse-User": user, "X-ClickHouse-Key": password };
  const answer = await fetch(server.url, { method: "POST", body: sql, headers });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${sql.slice(0, 200)}: ${text}`);
  return text;
}

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
  const process = spawn(
    new Deno.Command(join(postgresFolder, "postgres"), {
      args: ["-D", home, ...settings.flatMap((setting) => ["-c", setting])],
      ...silent,
      ...as,
    }),
  );
  const ready = async () => (await Deno.readTextFile(log)).includes("ready to accept connections");
  await until("PostgreSQL", ready);
  const url = `postgresql://127.0.0.1:${port}/postgres`;
  return { url, kill: process.kill, log: () => Deno.readTextFile(log) };
}

const silent = { stdin: "null", stdout: "null", stderr: "null" } as const;

const users = `<yandex>
  <profiles><default><log_queries>1</log_queries><max_memory_usage>2000000000</max_memory_usage></default></profiles>
  <users>
    <default><password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default>
    <${account.user}><password>${account.password.replace("&", "&amp;")}</password>
      <networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></${account.user}>
  </users>
  <quotas><default></default></quotas>
</yandex>`;

function shard(port: number): string {
  const { user, password } = account;
  return `<shard><replica><host>127.0.0.1</host><port>${port}</port><user>${user}</user>` +
    `<password>${password.replace("&", "&amp;")}</password></replica></shard>`;
}

/** Ports that are free now. */
function freePorts(count: number): number[] {
  const listeners = Array.from(
    { length: count },
    () => Deno.listen({ hostname: "127.0.0.1", port: 0 }),
  );
  const ports = listeners.map((listener) => listener.addr.port);
  listeners.forEach((listener) => listener.close());
  return ports;
}

function spawn(command: Deno.Command): { kill(): Promise<void> } {
  const process = command.spawn();
  let ended = false;
  process.status.then(() => ended = true);
  const kill = async () => {
    if (!ended) process.kill("SIGKILL");
    await process.status;
  };
  return { kill };
}

/** Waits until something holds, half a minute at most. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await holds().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Waited half a minute for ${what}.`);
}

function read(answer: Response): Promise<string> {
  return answer.text();
}

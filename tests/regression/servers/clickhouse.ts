/**
 * Debian's clickhouse-server, several of them as the shards of a cluster.
 *
 * @module
 */
import { join } from "../../../src/deps/path.ts";
import { account, freePorts, type Server, silent, spawn } from "./servers.ts";

/** Where Debian's package puts it. */
export const clickhouseProgram = "/usr/sbin/clickhouse-server";

/**
 * Starts so many clickhouse-servers, each a shard of the cluster "shards".
 *
 * @param settings What a shard's users have set, by the shard's number.
 */
export async function startShards(
  folder: string,
  count: number,
  settings: Record<number, string> = {},
): Promise<Server[]> {
  const ports = Array.from({ length: count }, () => freePorts(3));
  const shards = ports.map(([_http, tcp]) => shard(tcp));
  return await Promise.all(ports.map(async ([http, tcp, interserver], i) => {
    const home = join(folder, `shard-${i}`);
    await Deno.mkdir(home, { recursive: true });
    await Deno.writeTextFile(join(home, "users.xml"), users(settings[i] ?? ""));
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
        </remote_servers>
      </yandex>`,
    );
    const args = [`--config-file=${config}`];
    const url = `http://127.0.0.1:${http}`;
    return await spawn(new Deno.Command(clickhouseProgram, { args, ...silent }), {
      url,
      ready: async () => (await (await fetch(url)).text()) === "Ok.\n",
      log: () => Deno.readTextFile(join(home, "server.log")),
    });
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

const users = (settings: string) =>
  `<yandex>
  <profiles><default><log_queries>1</log_queries>${settings}</default></profiles>
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

/**
 * Serves web/dist on this machine: `deno task web:serve`.
 *
 * @module
 */
import { join } from "../src/deps/path.ts";

const types: Record<string, string> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json; charset=utf-8",
  svg: "image/svg+xml",
  wasm: "application/wasm",
  gz: "application/gzip",
};

/** How a server answers. */
export interface ServeOptions {
  folder: string;
  /** Whether the headers isolate the page, so that threads share memory. */
  isolated: boolean;
  port: number;
}

/** Starts a server of a folder's files on 127.0.0.1, compressed as a browser takes them. */
export function serve({ folder, isolated, port }: ServeOptions): Deno.HttpServer<Deno.NetAddr> {
  const isolation: Record<string, string> = isolated
    ? {
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
    }
    : {};
  const answer = async (request: Request) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return new Response("Only reading is possible here.", { status: 405 });
    }
    const { pathname } = new URL(request.url);
    const name = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    const type = types[name.slice(name.lastIndexOf(".") + 1)];
    try {
      // An address has no dots above its root, and none of the files has a % in its name.
      if (type === undefined || name.includes("%")) throw new Deno.errors.NotFound();
      const { readable } = await Deno.open(join(folder, name));
      // A name with a hash in it never means anything else.
      const cached = /-[0-9A-Z]{8}\.js$/.test(name) ? "max-age=31536000, immutable" : "no-cache";
      const headers = new Headers({
        "content-type": type,
        "cache-control": cached,
        ...isolation,
      });
      if (!request.headers.get("accept-encoding")?.includes("gzip") || type.endsWith("gzip")) {
        return new Response(readable, { headers });
      }
      headers.set("content-encoding", "gzip");
      return new Response(readable.pipeThrough(new CompressionStream("gzip")), { headers });
    } catch {
      return new Response("There is nothing here.", { status: 404, headers: isolation });
    }
  };
  return Deno.serve({ hostname: "127.0.0.1", port, onListen: () => {} }, answer);
}

/** Starts it, or says in a line why not. */
function main(): void {
  const [text = "8080"] = Deno.args;
  const port = Number(text);
  const fail = (reason: string) => {
    console.error(`error: ${reason}`);
    Deno.exit(1);
  };
  if (!/^\d+$/.test(text) || port > 65535) fail("The port must be a whole number up to 65535.");
  const folder = new URL("./dist/", import.meta.url).pathname;
  try {
    Deno.statSync(join(folder, "index.html"));
    const { addr } = serve({ folder, isolated: true, port });
    console.log(`http://${addr.hostname}:${addr.port}/ (Ctrl-C ends it)`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      fail("There is no page yet. Build it: deno task web");
    }
    if (error instanceof Deno.errors.AddrInUse) {
      fail(`Port ${port} is taken. Name another: deno task web:serve ${port + 1}`);
    }
    throw error;
  }
}

if (import.meta.main) main();

/**
 * A browser on the built page: Debian's chromium, driven by playwright-core.
 *
 * @module
 */
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "npm:playwright-core@1.65.1";
import { serve } from "../../../web/serve.ts";

export type { Page };

/** A page that was opened, and what it did. */
export interface Site {
  page: Page;
  url: string;
  /** What the console and uncaught errors said; warnings of the graphics driver left out. */
  complaints: string[];
  /** Hosts that were asked for something. */
  hosts: Set<string>;
  /** Compressed bytes of the responses, by path. */
  bytes: Map<string, number>;
}

/** How it is opened. */
export interface SiteOptions extends BrowserContextOptions {
  isolated?: boolean;
  /** Behind the address. */
  path?: string;
}

const dist = new URL("../../../web/dist/", import.meta.url).pathname;
let browser: Browser | undefined;

/** Starts the browser once. */
async function started(): Promise<Browser> {
  return browser ??= await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"],
  });
}

/** Opens the page, does something there, and closes all. */
export async function onSite(
  { isolated = true, path = "", ...options }: SiteOptions,
  work: (site: Site) => Promise<void>,
): Promise<void> {
  const server = serve({ folder: dist, isolated, port: 0 });
  const context = await (await started()).newContext(options);
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const url = `http://127.0.0.1:${server.addr.port}/`;
    const site: Site = { page, url, complaints: [], hosts: new Set(), bytes: new Map() };
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) site.complaints.push(message.text());
    });
    page.on("pageerror", ({ message }) => site.complaints.push(message));
    page.on("request", (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol.startsWith("http")) site.hosts.add(host);
    });
    page.on("requestfinished", async (request) => {
      const sizes = await request.sizes().catch(() => undefined);
      if (sizes) site.bytes.set(new URL(request.url()).pathname, sizes.responseBodySize);
    });
    await page.goto(url + path);
    await work(site);
  } finally {
    await context.close();
    await server.shutdown();
  }
}

/** Closes the browser. */
export async function closeBrowser(): Promise<void> {
  await browser?.close();
}

/** Waits until an element says something, and gives all that it says. */
export async function saying({ page }: Site, selector: string, what: RegExp): Promise<string> {
  const until = Date.now() + 60_000;
  for (;;) {
    const text = await page.textContent(selector) ?? "";
    if (what.test(text)) return text;
    if (Date.now() > until) throw new Error(`${selector} says "${text}", and not ${what}.`);
    await page.waitForTimeout(50);
  }
}

/** Brings a section into view, and presses one of its buttons once it can be. */
export async function press({ page }: Site, section: string, button: string): Promise<void> {
  await page.evaluate(`document.querySelector("${section}").scrollIntoView()`);
  await page.waitForSelector(`${button}:enabled`);
  await page.click(button);
}

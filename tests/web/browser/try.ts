/**
 * Tries the built page in a browser: `deno task web:try`, after `deno task web`. Names choose some of the checks.
 *
 * @module
 */
import { checks } from "./checks.ts";
import { closeBrowser } from "./site.ts";
import "npm:axe-core@4.14.0";

let failed = 0;
const wanted = Object.entries(checks).filter(([name]) =>
  Deno.args.length === 0 || Deno.args.some((part) => name.includes(part))
);
for (const [name, check] of wanted) {
  const start = performance.now();
  try {
    await check();
    console.log(`ok (${((performance.now() - start) / 1000).toFixed(1)} s) ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED ${name}\n${error instanceof Error ? error.stack : error}`);
  }
}
await closeBrowser();
console.log(`In a browser: ${wanted.length - failed} passed, ${failed} failed`);
Deno.exit(failed === 0 ? 0 : 1);

/**
 * The tables of docs/calculus.md: how tfjs's own derivatives fare, and which kernels are trusted.
 *
 *   deno run --allow-read --allow-write=docs tests/calculus/table.ts
 *
 * measures all three backends, and writes them anew.
 */
import { trustedKernels, trustedOnce } from "../../src/calculus/trusted.ts";
import { type BackendName, useBackend } from "../../src/backend/backend.ts";
import * as tf from "../../src/deps/tf.ts";
import "../../src/deps/tf_gradients.ts";
import { differencedGradient, differencedHessian } from "./finite_differences.ts";
import { composed, linear, relativeTolerance, worst } from "./functions.ts";
import { operations } from "./operations/all.ts";
import { shippedGradient, shippedProduct } from "./shipped.ts";

export const page = new URL("../../docs/calculus.md", import.meta.url);
export const backends: BackendName[] = ["cpu", "wasm", "webgpu"];

/** How tfjs's own first and second derivative of each operation fares between a dense layer and a squared error, on the backend in use. */
export async function measure(): Promise<Map<string, string>> {
  const verdicts = new Map<string, string>();
  for (const [name, operation] of Object.entries(operations)) {
    const { tensor, plain, x } = composed(operation, linear);
    const tolerance = tf.getBackend() === "webgpu" && operation.webgpuTolerance ||
      relativeTolerance;
    const verdict = (actual: number[] | undefined, expected: number[]) =>
      !actual ? "throws" : worst(actual, expected) < tolerance ? "right" : "wrong";
    const v = x.map((_, i) => Math.cos(i));
    const product = differencedHessian(plain, x)
      .map((row) => row.reduce((sum, value, i) => sum + value * v[i], 0));
    const first = verdict(await shippedGradient(tensor, x), differencedGradient(plain, x));
    const second = verdict(await shippedProduct(tensor, x, v), product);
    verdicts.set(name, `${first}, ${second}`);
  }
  return verdicts;
}

/** What becomes of an operation here, from how tfjs's own fares on the backends. */
export function here(name: string, verdicts: string[]): string {
  if (operations[name].once) return "first only";
  return verdicts.every((verdict) => verdict === "right, right") ? "as shipped" : "repaired";
}

/** Kernels with whole numbers or truth values: what goes by them has no slope. */
const stepping = ["ArgMax", "ArgMin", "GreaterEqual", "IsFinite", "IsInf", "IsNan", "OneHot"];

/** The kernels by what is known of them: those not supported are the rest of those that tfjs has a gradient of. */
export function kernelLists(): Record<string, string[]> {
  const trusted = [...trustedKernels, ...trustedOnce];
  const known = new Set([...trusted, ...stepping]);
  const names = Object.values(tf).filter((name) => typeof name === "string");
  const differentiable = [...new Set(names)].filter((name) => tf.getGradient(name));
  return {
    "Both derivatives": [...trustedKernels].sort(),
    "The first derivative only": [...trustedOnce].sort(),
    "Not supported": differentiable.filter((name) => !known.has(name)).sort(),
  };
}

/** The page's text between a mark and the next. */
export function section(text: string, mark: string): string {
  return text.split(`<!-- ${mark} -->`)[1].split("<!--")[0];
}

function operationTable(measured: Map<string, string>[]): string {
  const rows = Object.keys(operations).map((name) => {
    const verdicts = measured.map((verdicts) => verdicts.get(name)!);
    return `| ${[name, ...verdicts, here(name, verdicts)].join(" | ")} |`;
  });
  return ["| Operation | cpu | wasm | webgpu | Here |", "|---|---|---|---|---|", ...rows].join(
    "\n",
  );
}

function kernelParagraphs(): string {
  const paragraphs = Object.entries(kernelLists()).map(([title, names]) =>
    `**${title}**: ${names.map((name) => `\`${name}\``).join(", ")}.`
  );
  return paragraphs.join("\n\n");
}

if (import.meta.main) {
  const measured: Map<string, string>[] = [];
  for (const backend of backends) {
    await useBackend(backend, { accelerates: false });
    measured.push(await measure());
  }
  let text = Deno.readTextFileSync(page);
  for (
    const [mark, content] of [["operations", operationTable(measured)], [
      "kernels",
      kernelParagraphs(),
    ]]
  ) {
    text = text.replace(
      `<!-- ${mark} -->${section(text, mark)}`,
      () => `<!-- ${mark} -->\n\n${content}\n\n`,
    );
  }
  Deno.writeTextFileSync(page, text);
}

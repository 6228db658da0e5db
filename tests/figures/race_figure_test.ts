import { DOMParser } from "../../src/deps/dom.ts";
import assert from "../../src/deps/test.ts";
import { drawRace } from "../../src/figures/race_figure.ts";
import { powerOfTen } from "../../src/figures/svg.ts";
import type { Run } from "../../src/race/run.ts";

/** A run whose loss falls by a factor an iteration. */
function run(label: string, factor: number, rest: Partial<Run> = {}): Run {
  const loss = Array.from({ length: 20 }, (_, i) => 10 * factor ** i);
  const counts = loss.map((_, i) => i + 1);
  const costs = { seconds: counts, gradients: counts, forwardPasses: counts };
  return { label, edition: "intended", loss, ...costs, ...rest };
}

const runs = [run("KS_50_2", 0.5), run("KV_<&>", 0.5001), run("SGD", 0.99, { diverged: true })];

function texts(svg: string): { text: string; y: number }[] {
  const document = new DOMParser().parseFromString(svg, "image/svg+xml");
  return [...document.querySelectorAll("text")].map((node) => ({
    text: node.textContent ?? "",
    y: Number(/,([-\d.]+)\)/.exec(node.getAttribute("transform") ?? "")?.[1]),
  }));
}

Deno.test("a race's picture has its title, its caption and every label, and marks what diverged", () => {
  const drawn = drawRace("A title", "What to see.", runs);
  for (const part of ["A title", "What to see.", "KS_50_2, intended", "SGD, intended (diverged)"]) {
    assert.ok(texts(drawn).some(({ text }) => text === part), part);
  }
  assert.ok(drawn.includes("KV_&lt;&amp;&gt;"), "labels are escaped");
});

Deno.test("labels at the ends of lines do not cover one another", () => {
  const labels = texts(drawRace("A title", "What to see.", runs))
    .filter(({ text }) => text.includes(", intended")).toSorted((a, b) => a.y - b.y);
  assert.equal(labels.length, runs.length);
  for (let i = 1; i < labels.length; i++) assert.ok(labels[i].y - labels[i - 1].y > 12);
});

Deno.test("a log axis has superscripts on its ticks", () => {
  assert.deepEqual([1e-12, 1, 10].map(powerOfTen), ["10⁻¹²", "10⁰", "10¹"]);
});

import { DOMParser } from "../../src/deps/dom.ts";
import assert from "../../src/deps/test.ts";
import { curvesOf } from "../../src/drawings/curves.ts";
import { drawFigure } from "../../src/drawings/draw.ts";
import { drawRaces } from "../../src/drawings/race_figure.ts";
import { logTicks, lossTicks, powerOfTen, powerTicks } from "../../src/drawings/svg.ts";
import { raceSample, run } from "./samples.ts";

const runs = [run("KS_50_2", 0.5), run("KV_<&>", 0.5001), run("SGD", 0.99, { diverged: true })];

function texts(svg: string): { text: string; y: number }[] {
  const document = new DOMParser().parseFromString(svg, "image/svg+xml");
  return [...document.querySelectorAll("text")].map((node) => ({
    text: node.textContent ?? "",
    y: Number(/,([-\d.]+)\)/.exec(node.getAttribute("transform") ?? "")?.[1]),
  }));
}

Deno.test("a race's picture has its title, its caption and every label in both panels, and marks what diverged", () => {
  const drawn = drawRaces("A title", "What to see.", runs);
  const count = (wanted: string) => texts(drawn).filter(({ text }) => text === wanted).length;
  assert.equal(count("A title"), 1);
  assert.equal(count("What to see."), 1);
  assert.equal(count("KS_50_2"), 2);
  assert.equal(count("SGD (diverged)"), 2);
  assert.equal(count("seconds"), 1);
  assert.equal(count("gradients evaluated"), 1);
  assert.ok(drawn.includes("KV_&lt;&amp;&gt;"), "labels are escaped");
});

Deno.test("labels at the ends of lines do not cover one another, and stay within the picture", () => {
  const many = Array.from({ length: 13 }, (_, i) => run(`KS_${i}`, i < 8 ? 1 : 0.5 + i / 100));
  const drawn = drawRaces("A title", "What to see.", many);
  const places = texts(drawn).filter(({ text }) => /^KS_\d+$/.test(text)).map(({ y }) => y);
  for (const panel of [places.slice(0, 13), places.slice(13)]) {
    const sorted = panel.toSorted((a, b) => a - b);
    assert.equal(sorted.length, 13);
    for (let i = 1; i < 13; i++) assert.ok(sorted[i] - sorted[i - 1] > 12);
    assert.ok(sorted[0] > 8 && sorted[12] < 392);
  }
});

Deno.test("a run that diverges before its first loss is named in the caption", () => {
  const none = { loss: [], seconds: [], gradients: [], forwardPasses: [], diverged: true };
  const drawn = drawRaces("A title", "What to see.", [run("KS", 0.5), run("SGD", 1, none)]);
  assert.ok(texts(drawn).some(({ text }) => text.includes("Diverged at once: SGD (diverged).")));
});

Deno.test("both editions of a label are told apart, and one alone needs no name", () => {
  const published = run("KS_50_2", 0.9, { edition: "published" });
  const sgd = run("SGD", 0.9, { edition: "published" });
  const names = curvesOf([run("KS_50_2", 0.5), published, sgd]).map((curve) => curve.name);
  assert.deepEqual(names, ["KS_50_2, intended", "KS_50_2, published", "SGD"]);
});

Deno.test("several seeds become one curve with a median and quartiles; a run that diverged counts as infinite", () => {
  const short = {
    loss: [4, 4, 4],
    seconds: [1, 2, 3],
    gradients: [1, 2, 3],
    forwardPasses: [0, 0, 0],
  };
  const seeds = [1, 2, 3, 4, 5].map((seed) =>
    run("KS", 1, { ...short, loss: [seed, seed, seed], seed })
  );
  const gone = { ...short, loss: [9], seconds: [1], gradients: [1], forwardPasses: [0] };
  const [curve] = curvesOf([...seeds.slice(0, 4), run("KS", 1, { ...gone, diverged: true })]);
  assert.equal(curve.name, "KS (1 of 5 diverged)");
  assert.deepEqual(curve.points.map(({ low, loss, high }) => [low, loss, high]), [
    [2, 3, 4],
    [2, 3, 4],
    [2, 3, 4],
  ]);
  assert.deepEqual(curvesOf(seeds)[0].points[0], {
    seconds: 1,
    gradients: 1,
    loss: 3,
    low: 2,
    high: 4,
  });
});

Deno.test("a figure is drawn from its data alone: its title, its task and its numbers", () => {
  const all = texts(drawFigure(raceSample())).map(({ text }) => text).join(" ");
  assert.match(all, /A title/);
  assert.match(all, /100 rows of 20 columns, 5 layers of 10 units, learning rate 0.001\./);
  assert.match(all, /KS_50_2 intended 1\.9e-5 after 20 gradients/);
});

Deno.test("losses at the ends of what a number can be are drawn within the frame", () => {
  for (const value of [5e-324, 1e-310, 1.7e308]) {
    const flat = { ...run("SGD", 1), loss: Array(20).fill(value) };
    for (const runs of [[flat], [flat, run("KS", 0.5)]]) {
      const svg = drawFigure(raceSample(runs));
      assert.ok(texts(svg).some(({ text }) => text === "SGD"));
      assert.doesNotMatch(svg, /NaN|Infinity|Diverged/);
    }
  }
});

Deno.test("a fair race says its seconds, its grid and what was chosen", () => {
  const fair = { seconds: 10, grid: [0.001, 0.1], chosen: { SGD: 0.1 } };
  const data = { ...raceSample([run("SGD", 0.5, { learningRate: 0.1 })]), fair };
  const all = texts(drawFigure(data)).map(({ text }) => text).join(" ");
  assert.match(all, /Each has 10 seconds.*0\.001, 0\.1 \(best: SGD 0\.1\)/);
  assert.match(all, /SGD, rate 0\.1/);
});

Deno.test("log axes have powers of ten, or 1, 2 and 5 where those are few", () => {
  assert.deepEqual([1e-12, 1, 10].map(powerOfTen), ["10⁻¹²", "10⁰", "10¹"]);
  assert.deepEqual(powerTicks([0.5, 200]), [100, 10, 1]);
  assert.equal(powerTicks([1e-20, 1]).length <= 9, true);
  assert.deepEqual(logTicks([1, 20]).toSorted((a, b) => a - b), [1, 2, 5, 10, 20]);
  assert.deepEqual(logTicks([1, 1000]), [1000, 100, 10, 1]);
});

Deno.test("losses within a decade or two have plain ticks, three or more", () => {
  const shown = (domain: [number, number]) => {
    const { ticks, tickFormat } = lossTicks(domain);
    return ticks.toSorted((a, b) => a - b).map(tickFormat);
  };
  assert.deepEqual(shown([0.45, 1.7]), ["0.5", "1", "1.5"]);
  assert.deepEqual(shown([0.512, 0.547]), ["0.52", "0.53", "0.54"]);
  assert.deepEqual(shown([0.03, 1.2]), ["0.05", "0.1", "0.2", "0.5", "1"]);
  assert.deepEqual(shown([0.001, 20]), ["10⁻³", "10⁻²", "10⁻¹", "10⁰", "10¹"]);
});

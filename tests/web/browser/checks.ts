/**
 * What the page must do in a browser, each a name and what is done.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { useBackend } from "../../../src/backend/backend.ts";
import { runAll } from "../../../src/experiments/engine/run.ts";
import { planRace } from "../../../src/experiments/own_race/post_race.ts";
import { startThreads } from "../../../src/kernels/threads/threads.ts";
import { validateFigure } from "../../../src/records/validate.ts";
import { fit } from "../../../src/regression/fit/fit.ts";
import { reportMarkdown } from "../../../src/regression/results/fit_report.ts";
import { onSite, press, saying, type Site } from "./site.ts";

/** By name. */
export const checks: Record<string, () => Promise<void>> = {
  "the first figure: drawn, small, from nowhere else, and no complaint": () =>
    onSite({}, async (site) => {
      await saying(site, "#curve-says", /after 8 gradients x = 1\.21/);
      await site.page.waitForTimeout(300);
      const bytes = [...site.bytes].filter(([path]) => !path.endsWith(".svg"))
        .reduce((sum, [, size]) => sum + size, 0);
      assert.ok(bytes > 100_000 && bytes < 360_000, `${bytes} bytes`);
      assert.deepEqual([...site.hosts], [new URL(site.url).host]);
      assert.deepEqual(site.complaints, []);
    }),

  "the start is dragged and moved by keys, keeps its focus, and the address follows": () =>
    onSite({}, async (site) => {
      const { page } = site;
      await page.evaluate(`document.querySelector("#walk").scrollIntoView()`);
      const before = await saying(site, "#valley-says", /the loss is/);
      const handle = page.locator("#valley-chart .handle");
      await handle.scrollIntoViewIfNeeded();
      const { x, y, width, height } = (await handle.boundingBox())!;
      await page.mouse.move(x + width / 2, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(x + width / 2 + 60, y + height / 2 + 30, { steps: 8 });
      await page.mouse.up();
      await page.waitForFunction(`/x=/.test(location.hash)`);
      assert.notEqual(await page.textContent("#valley-says"), before);
      const dragged = await handle.getAttribute("aria-label");
      await handle.focus();
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("Shift+ArrowDown");
      await page.waitForTimeout(500);
      assert.notEqual(await handle.getAttribute("aria-label"), dragged);
      assert.equal(await page.evaluate(`document.activeElement.className`), "handle");
      const view = await page.evaluate(`location.href`) as string;
      await page.goto("about:blank");
      await page.goto(view);
      await page.evaluate(`document.querySelector("#walk").scrollIntoView()`);
      await saying(site, "#valley-says", /the loss is/);
      assert.equal(await page.evaluate(`location.href`), view);
      assert.deepEqual(site.complaints, []);
    }),

  "an address with nonsense in it is said, and left": () =>
    onSite({ path: "#rate=fast&optimizer=Adam&rows=1e9" }, async (site) => {
      const says = await saying(site, "#address-says", /rate/);
      assert.match(says, /rate = fast.*rows = 1e9/);
      assert.equal(await site.page.inputValue("[data-field=optimizer]"), "Adam");
    }),

  "one step of Newton, with and without isolation": async () => {
    for (const isolated of [true, false]) {
      await onSite({ isolated, path: "#data=20000" }, async (site) => {
        await press(site, "#one-step", "#one-step-go");
        const says = await saying(site, "#one-step-says", /Newton: one step/);
        const end = Number(/ to ([\d.e-]+)\. Gradient/.exec(says)![1]);
        assert.ok(end < 1e-9, says);
        assert.deepEqual(site.complaints, []);
      });
    }
  },

  "another race than the one that was stopped begins anew; a walk that leaves the numbers says so":
    () =>
      onSite({ path: "#rows=500&seconds=1&racers=KS_50_0,ADAM&step=3" }, async (site) => {
        const { page } = site;
        await saying(site, "#curve-says", /steps to where the function has no value/);
        await press(site, "#race", "#race-go");
        await saying(site, "#race-says", /Racing/);
        await page.selectOption("[data-field=figure]", "13");
        await page.click("#race-stop");
        await saying(site, "#race-says", /[Ss]topped/);
        assert.equal(await page.textContent("#race-go"), "Race");
        await page.evaluate(`location.hash = "#optimizer=Newton&rows=500&seconds=1"`);
        await page.waitForFunction(
          `document.querySelector("[data-field=optimizer]").value === "Newton"`,
        );
        assert.deepEqual(site.complaints, []);
      }),

  "a race's losses are the scripts', bit for bit, and its record is one of theirs": () =>
    onSite({ path: "#rows=1000&seconds=0.2&racers=KS_50_0,ADAM" }, async (site) => {
      await press(site, "#race", "#race-go");
      await saying(site, "#race-says", /lowest losses/);
      const [download] = await Promise.all([
        site.page.waitForEvent("download"),
        site.page.click("#race-save"),
      ]);
      const record = JSON.parse(await Deno.readTextFile((await download.path())!));
      const runs = validateFigure(record) as { runs: { label: string; loss: number[] }[] };
      await useBackend("wasm");
      await startThreads();
      const { experiment } = planRace({
        ...{ figure: 9, optimizers: ["KS_50_0", "ADAM"], iterations: 20, changes: { rows: 1000 } },
      });
      const own = await runAll(experiment);
      for (const { run: { label, loss } } of own) {
        const there = runs.runs.find((run) => run.label === label)!.loss;
        const common = Math.min(20, there.length);
        assert.ok(common >= 3, `${label}: ${there.length} iterations`);
        assert.deepEqual(there.slice(0, common), loss.slice(0, common), label);
      }
      assert.deepEqual(site.complaints, []);
    }),

  "a race on webgpu's software adapter and on cpu; stop, and go on": async () => {
    await onSite(
      { path: "#rows=200&seconds=0.5&racers=KS_50_0,SGD&backend=webgpu" },
      async (site) => {
        await press(site, "#race", "#race-go");
        await saying(site, "#race-says", /lowest losses/);
        assert.deepEqual(
          site.complaints.filter((text) => !/software|fallback|powerPreference/i.test(text)),
          [],
        );
      },
    );
    await onSite({ path: "#rows=200&seconds=3&racers=KS_50_0,SGD&backend=cpu" }, async (site) => {
      await press(site, "#race", "#race-go");
      await saying(site, "#race-says", /Racing/);
      await site.page.waitForTimeout(500);
      await site.page.click("#race-stop");
      await saying(site, "#race-says", /Stopped/);
      await site.page.fill("[data-field=seconds]", "0");
      await site.page.click("#race-go");
      await saying(site, "#race-says", /The lowest losses/);
    });
  },

  "a network reads digits": () =>
    onSite({ path: "#pupil=LBFGS" }, async (site) => {
      await press(site, "#digits", "#digits-go");
      const says = await saying(site, "#digits-says", /tells \d+ wrong/);
      const wrong = Number(/tells (\d+) wrong/.exec(says)![1]);
      assert.ok(wrong > 0 && wrong < 45, says);
      assert.equal(await site.page.locator("#digits-wrong canvas").count(), wrong);
      assert.deepEqual(site.complaints, []);
    }),

  "a reader's file: the numbers of fit, a verdict, and no markup of its own": () =>
    onSite({}, async (site) => {
      const { page } = site;
      const rows = Array.from({ length: 200 }, (_, i) => {
        const [x, z] = [Math.sin(i * i), Math.cos(3 * i)];
        const k = "abc"[i % 3];
        return { y: 2 + 3 * x - z + 0.1 * Math.sin(7 * i), x, z, k };
      });
      const hostile = "<img src=x onerror=alert(1)>";
      const csv = [
        `x,${hostile},k,y`,
        ...rows.map(({ x, z, k, y }) => `${x},${z},${k},${y}`),
      ].join("\n");
      await page.evaluate(`document.querySelector("#own").scrollIntoView()`);
      await page.waitForSelector("#own-input:enabled");
      const file = (name: string, text: string | Uint8Array) => ({
        ...{ name, mimeType: "text/csv", buffer: Buffer.from(text as string) },
      });
      await page.setInputFiles("#own-input", file("mine.csv", csv));
      await saying(site, "#own-says", /200 rows of 4 columns/);
      await page.click("#own-fit");
      await saying(site, "#own-says", /converged/);
      assert.equal(await page.locator("#own img[src=x]").count(), 0);
      const report = await page.innerText("#own-report table");
      const column = (pick: (row: typeof rows[number]) => number | string) => rows.map(pick);
      const own = await fit({
        ...{ x: column(({ x }) => x), z: column(({ z }) => z), k: column(({ k }) => k) },
        y: column(({ y }) => y),
      }, { formula: "y ~ x + z + k" });
      const table = reportMarkdown(own, []).split("\n").filter((line) => line.startsWith("|"));
      for (const line of table.slice(2, 7)) {
        for (const cell of line.split("|").slice(2, 5).map((cell) => cell.trim())) {
          assert.ok(report.includes(cell), `${cell} of ${line} is not in ${report}`);
        }
      }
      await page.click("#own-race");
      await saying(site, "#own-says", /On this data/);
      for (
        const [name, text, says] of [
          ["empty.csv", "", /empty/],
          ["one.csv", "a\n1\n2\n", /one column/],
          ["head.csv", "a,b\n", /no rows/],
          ["zip.csv", Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), /packed/],
          ["long.csv", "a,b\n1,2,3\n", /Row 1 has 3 cells/],
        ] as const
      ) {
        await page.setInputFiles("#own-input", file(name, text));
        await saying(site, "#own-says", says);
      }
      assert.deepEqual(site.complaints, []);
    }),

  "the library as one module trains a model in fit, fused and plain, with and without isolation":
    async () => {
      for (const isolated of [true, false]) {
        await onSite({ isolated, path: "sizes.html" }, async (site) => {
          const losses = await site.page.evaluate(training) as Record<string, number[]>;
          for (const [name, [first, last]] of Object.entries(losses)) {
            assert.ok(last < 0.05 * first, `${name}: ${first} to ${last}`);
          }
          assert.equal(Object.keys(losses).length, 6);
          assert.deepEqual(site.complaints, []);
        });
      }
    },

  "what is trained or tested can be stopped, and begun again": () =>
    onSite({ path: "#backend=cpu&pupil=SN" }, async (site) => {
      await press(site, "#digits", "#digits-go");
      await saying(site, "#digits-says", /Training/);
      await site.page.click("#digits-stop");
      await saying(site, "#digits-says", /^Stopped\.$/);
      await site.page.selectOption("[data-field=pupil]", "ADAM");
      await site.page.click("#digits-go");
      await saying(site, "#digits-says", /tells \d+ wrong/);
      assert.deepEqual(site.complaints, []);
    }),

  "a claim is tested in the page": () =>
    onSite({}, async (site) => {
      await site.page.evaluate(`document.querySelector("#claims").scrollIntoView()`);
      await site.page.click("text=Test C3");
      await saying(site, "#claims-says", /tested here/);
      assert.match(await site.page.innerText("#claims-answer"), /^(holds|does not hold)/);
    }),

  "a Worker that cannot start is said": () =>
    onSite({}, async (site) => {
      await site.page.route("**/workers/races.js", (route) => route.abort());
      await press(site, "#one-step", "#one-step-go");
      await saying(site, "#one-step-says", /thread died/);
      await site.page.unroute("**/workers/races.js");
      await press(site, "#one-step", "#one-step-go");
      await saying(site, "#one-step-says", /Newton: one step/);
    }),

  "without JavaScript the figures are pictures": () =>
    onSite({ javaScriptEnabled: false }, async ({ page }) => {
      const images = page.locator("main img");
      assert.ok(await images.count() >= 5);
      for (const image of await images.all()) {
        const address = await image.getAttribute("src");
        const answer = await page.request.get(new URL(address!, page.url()).href);
        assert.equal(answer.status(), 200, address!);
      }
    }),

  "nothing that axe finds, wide and narrow, light and dark": async () => {
    const axe = await Deno.readTextFile(
      new URL(import.meta.resolve("npm:axe-core@4.14.0/axe.min.js")),
    ).catch(async () => await axeText());
    for (const width of [1200, 390]) {
      for (const colorScheme of ["light", "dark"] as const) {
        await onSite({ viewport: { width, height: 844 }, colorScheme }, (site) => audit(site, axe));
      }
    }
  },
};

/** Trains on cpu and on wasm: lbfgs in fit, tf.train's Adam in fit, and a fused loss; gives first and last losses. */
const training = `(async () => {
  const { denseSquaredError, keepStepping, lbfgs, tf, useBackend } = await import("./more-descent.js");
  const losses = {};
  for (const backend of ["cpu", "wasm"]) {
    await useBackend(backend);
    const x = tf.randomNormal([200, 3], 0, 1, "float32", 1);
    const y = x.sum(1, true);
    for (const [name, optimizer] of [["lbfgs", lbfgs()], ["adam", tf.train.adam(0.1)]]) {
      const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [3], kernelInitializer: "zeros" })] });
      model.compile({ optimizer, loss: "meanSquaredError" });
      const { history } = await model.fit(x, y, { epochs: 60, batchSize: 200, verbose: 0 });
      losses[name + " " + backend] = [history.loss[0], history.loss.at(-1)];
    }
    const variables = [tf.variable(tf.zeros([3, 1])), tf.variable(tf.zeros([1]))];
    const error = await denseSquaredError(x, y.flatten(), variables);
    const walk = keepStepping(0.05);
    const before = (await error.loss().data())[0];
    for (let i = 0; i < 40; i++) walk.minimize(error.loss, false, variables);
    const [first, last] = [before, (await error.loss().data())[0]];
    error.dispose();
    losses["fused " + backend] = [first, last];
  }
  return losses;
})()`;

/** axe's text, from Deno's cache. */
async function axeText(): Promise<string> {
  const { stdout } = await new Deno.Command("deno", { args: ["info", "--json"] }).output();
  const { npmCache } = JSON.parse(new TextDecoder().decode(stdout));
  return await Deno.readTextFile(`${npmCache}/registry.npmjs.org/axe-core/4.14.0/axe.min.js`);
}

async function audit(site: Site, axe: string): Promise<void> {
  const { page } = site;
  for (const section of ["calculate", "walk", "one-step", "race", "digits", "own", "claims"]) {
    await page.evaluate(`document.querySelector("#${section}").scrollIntoView()`);
    await page.waitForTimeout(150);
  }
  await saying(site, "#valley-says", /the loss is/);
  await press(site, "#one-step", "#one-step-go");
  await saying(site, "#one-step-says", /Newton: one step/);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(`axe.run()`) as {
    violations: { id: string; nodes: { target: string[] }[] }[];
  };
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`), []);
  const overflow = await page.evaluate(
    `document.documentElement.scrollWidth - innerWidth`,
  ) as number;
  assert.ok(overflow <= 0, `${overflow} pixels too wide`);
}

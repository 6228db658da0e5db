import { drawPeers } from "../../bench/peers/chart.ts";
import { measure, summary } from "../../bench/peers/measure.ts";
import { keepLast, network } from "../../bench/peers/network.ts";
import { timeRepeats } from "../../bench/peers/process.ts";
import assert from "../../src/deps/test.ts";
import { describePost, postTask } from "../../src/tasks/post.ts";
import { disposeVariables } from "../../src/tasks/task.ts";
import { testOnBackends, worstRelative } from "../backends.ts";

testOnBackends("the peers' arrays are the task's data and start", async () => {
  for (const figure of [9, 12, 13] as const) {
    const description = describePost(figure, { rows: 50 });
    const { x, y, layers } = network(description);
    let squares = 0;
    for (let row = 0; row < 50; row++) {
      let h = Array.from(x.subarray(row * description.columns, (row + 1) * description.columns));
      layers.forEach(({ inputs, outputs, weight, bias }, l) => {
        assert.equal(h.length, inputs);
        h = Array.from(
          bias,
          (b, j) => h.reduce((sum, v, k) => sum + v * weight[k * outputs + j], b),
        );
        if (description.activation === "relu" && l < layers.length - 1) {
          h = h.map((v) => Math.max(v, 0));
        }
      });
      squares += (h[0] - y[row]) ** 2;
    }
    const task = await postTask(figure, { rows: 50 });
    const objective = task.objective();
    const loss = objective.loss();
    assert.ok(worstRelative(loss.dataSync(), [squares / 50]) < 1e-6);
    loss.dispose();
    disposeVariables(objective);
    task.dispose();
  }
}, ["cpu"]);

Deno.test("the last task's data are kept, and freed when another's are made", () => {
  const freed: number[] = [];
  const rowsOf = keepLast(({ rows }) => ({ rows }), ({ rows }) => freed.push(rows));
  const [small, large] = [10, 20].map((rows) => describePost(9, { rows }));
  assert.equal(rowsOf(small), rowsOf({ ...small }));
  assert.deepEqual(freed, []);
  assert.equal(rowsOf(large).rows, 20);
  assert.deepEqual(freed, [10]);
});

Deno.test("work is done once untimed and then until the time is up; only its last value is made", async () => {
  let done = 0, made = 0;
  const work = () => {
    done++;
    return () => (made++, done);
  };
  const answer = await timeRepeats(work, 5);
  assert.ok(done >= 2);
  assert.equal(made, 1);
  assert.equal(answer.value, done);
  assert.ok(answer.milliseconds * (done - 1) >= 5);
});

Deno.test("a summary has the median and the quartiles, and leaves the times in their order", () => {
  const times = [5, 1, 4, 2, 3];
  assert.deepEqual(summary(times), { median: 3, quartiles: [2, 4], times: [5, 1, 4, 2, 3] });
});

Deno.test("work that no peer can do is timed alone", async () => {
  const work = { name: "w", ask: "w", task: {}, peers: { PyTorch: 2 }, ours: () => 1 };
  const { name, ours, peers } = await measure(work, [], 1, assert.fail);
  assert.equal(name, "w");
  assert.equal(ours.times.length, 1);
  assert.deepEqual(peers, []);
});

Deno.test("the chart names each work once, each peer once, and every ratio", () => {
  const times = { median: 1, quartiles: [1, 1] as [number, number], times: [1] };
  const peers = [["PyTorch", 2.34], ["tfjs wasm", 41.2]] as const;
  const results = ["loss, figure 9", "gradient, figure 9"].map((name) => ({
    ...{ name, when: "2020-04-10", rounds: 1, ours: times },
    peers: peers.map(([peer, ratio]) => ({
      ...{ ...times, peer, setting: "1 thread", ratio, target: 1, others: {} },
    })),
  }));
  const svg = drawPeers(results);
  const count = (text: string) => svg.split(`>${text}<`).length - 1;
  for (const once of ["loss, figure 9", "gradient, figure 9", "PyTorch", "tfjs wasm"]) {
    assert.equal(count(once), 1, once);
  }
  assert.equal(count("2.3"), 2);
  assert.equal(count("41"), 2);
  assert.equal(count("scikit-learn"), 0);
});

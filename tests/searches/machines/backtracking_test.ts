import assert from "../../../src/deps/test.ts";
import * as tf from "../../../src/deps/tf.ts";
import { backtrackingMachine } from "../../../src/searches/machines/backtracking.ts";
import { shaderSearch, stateIndex } from "../../../src/searches/machines/on_shader.ts";
import { searchOnHost } from "../../../src/searches/machines/on_host.ts";
import { testOnBackends } from "../../backends.ts";

const options = {
  firstStep: 4,
  maxStep: 16,
  growth: 2,
  sufficientDecrease: 0.5,
  shrinkage: 0.5,
  maxBacktracks: 5,
};

/** On phi(t) = (1 - t)^2, with phi'(0) = -2, c = 1/2 accepts (1 - t)^2 <= 1 - t, which is t <= 1. */
const parabola = { loss: 1, slope: -2, lastStep: 0 };

Deno.test("backtracking takes the first step, in halves, that keeps its part of the slope's promise", () => {
  const tried: number[] = [];
  const end = searchOnHost(backtrackingMachine(options), parabola, (t) => {
    tried.push(t);
    return (1 - t) ** 2;
  });
  assert.deepEqual([end.step, end.loss, tried], [1, 0, [4, 2, 1]]);
});

Deno.test("backtracking begins with the last step, grown, and with no more than the longest", () => {
  const tried: number[] = [];
  const from = (lastStep: number) => {
    tried.length = 0;
    searchOnHost(backtrackingMachine(options), { ...parabola, lastStep }, (t) => {
      tried.push(t);
      return (1 - t) ** 2;
    });
    return tried[0];
  };
  assert.deepEqual([from(0), from(0.25), from(1), from(100)], [4, 0.5, 2, 16]);
});

Deno.test("backtracking steps back from NaN and infinity, and stays if nothing is good", () => {
  const wall = (t: number) => t > 0.6 ? NaN : t > 0.3 ? Infinity : (1 - t) ** 2;
  assert.equal(searchOnHost(backtrackingMachine(options), parabola, wall).step, 0.25);
  let tried = 0;
  const nowhere = searchOnHost(backtrackingMachine(options), parabola, (t) => {
    tried++;
    return 1 + t;
  });
  assert.deepEqual([nowhere.step, nowhere.loss, tried], [0, 1, 6]);
});

testOnBackends("backtracking decides on the device as on the host", async () => {
  const functions: ((t: number) => number)[] = [
    (t) => (1 - t) ** 2,
    (t) => 1 + t,
    (t) => (1 - t) ** 2 / Number(t < 0.6),
  ];
  for (const phi of functions) {
    const search = backtrackingMachine(options);
    const { begin, advance } = shaderSearch(search);
    const slope = tf.scalar(-2);
    const start = { loss: tf.scalar(1), lastStep: tf.scalar(0), slope, direction: slope };
    let state = begin(start);
    for (let i = 0; i < search.maxLosses; i++) {
      const before = state;
      const values = tf.scalar(phi((await before.data())[0]));
      state = advance(before, before, { values, rows: 1, columns: 1, factor: 1 });
      tf.dispose([before, values]);
    }
    assert.equal((await state.data())[stateIndex.step], searchOnHost(search, parabola, phi).step);
    tf.dispose([state, ...Object.values(start)]);
  }
}, ["webgpu"]);

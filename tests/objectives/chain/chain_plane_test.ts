import * as layers from "../../../src/deps/tf_gradients.ts";
import * as tf from "../../../src/deps/tf.ts";
import assert from "../../../src/deps/test.ts";
import { type ActivationName, type Chain, chainLoss } from "../../../src/objectives/chain/chain.ts";
import {
  type ChainObjective,
  chainObjective,
} from "../../../src/objectives/chain/chain_objective.ts";
import { kernelObjective } from "../../../src/objectives/chain/kernel_objective.ts";
import { modelLoss } from "../../../src/objectives/chain/model_loss.ts";
import type { RowLossName } from "../../../src/objectives/chain/row_loss.ts";
import { closureObjective } from "../../../src/objectives/closure.ts";
import { askedPlane } from "../../../src/objectives/plane.ts";
import { testOnBackends } from "../../backends.ts";

const host = ["cpu", "wasm"] as const;
const rows = 40;
const objectives = { tfjs: chainObjective, kernel: kernelObjective };
const answerers = Object.keys(objectives) as (keyof typeof objectives)[];

/** A chain of these widths, with rows that suit its loss. */
function made(widths: number[], activation: ActivationName, loss: RowLossName) {
  const normal = (shape: number[], seed: number) => tf.randomNormal(shape, 0, 0.5, "float32", seed);
  const variables = widths.slice(1).flatMap((units, l) =>
    tf.tidy(() => [
      tf.variable(normal([widths[l], units], 2 * l + 1)),
      tf.variable(normal([units], 2 * l + 2)),
    ])
  );
  const chain: Chain = {
    layers: widths.slice(1).map((_, l) => ({
      kernel: variables[2 * l],
      bias: variables[2 * l + 1],
      activation,
    })),
    loss,
  };
  const x = tf.randomNormal<tf.Rank.R2>([rows, widths[0]], 0, 1, "float32", 11);
  const outputs = widths[widths.length - 1];
  const y = tf.tidy(() => {
    if (loss === "meanSquaredError") return normal([rows, outputs], 12);
    if (loss === "sigmoidCrossEntropy") {
      return tf.cast(tf.greater(normal([rows, outputs], 13), 0), "float32");
    }
    const classes = tf.tensor1d(Int32Array.from({ length: rows }, (_, i) => i % outputs), "int32");
    return tf.cast(tf.oneHot(classes, outputs), "float32");
  }) as tf.Tensor2D;
  const directions = Array.from(
    { length: 2 },
    (_, i) => variables.map(({ shape }, v) => normal(shape, 100 + 10 * i + v)),
  );
  const dispose = () => tf.dispose([...variables, x, y, ...directions.flat()]);
  return { chain, rows: { x, y }, variables, directions, dispose };
}

const cases: [widths: number[], activation: ActivationName, loss: RowLossName][] = [
  [[5, 7, 3], "relu", "softmaxCrossEntropy"],
  [[5, 7, 6, 3], "tanh", "softmaxCrossEntropy"],
  [[4, 6, 2], "sigmoid", "sigmoidCrossEntropy"],
  [[4, 6, 5, 1], "softplus", "meanSquaredError"],
  [[3, 4, 2], "elu", "meanSquaredError"],
  [[6, 3], "linear", "softmaxCrossEntropy"],
];

for (const [widths, activation, loss] of cases) {
  const kinds = answerers.flatMap((by) => [true, false].map((perLayer) => ({ by, perLayer })));
  for (const { by, perLayer } of kinds) {
    const title = `${widths.join("-")}, ${activation}, ${loss}${
      perLayer ? ", a rate per layer" : ""
    }, by ${by}`;
    testOnBackends(`a chain's plane has the values and slopes of the loss itself: ${title}`, () => {
      const { chain, rows, variables, directions, dispose } = made(widths, activation, loss);
      const objective = objectives[by](chain, rows);
      const plane = objective.plane(directions, perLayer);
      const names = chain.layers.flatMap((_, l) => [`l${l}/kernel`, `l${l}/bias`]);
      const named = variables.map((variable, v) =>
        tf.variable(variable, true, `${names[v]}_${title}`)
      );
      const same = closureObjective(
        () =>
          chainLoss({
            ...chain,
            layers: chain.layers.map((layer, l) => ({
              ...layer,
              kernel: named[2 * l],
              bias: named[2 * l + 1],
            })),
          }, rows),
        named,
      );
      const asked = askedPlane(same, directions, perLayer);
      assert.equal(plane.size, asked.size);
      for (const at of [0, 0.3]) {
        const t = Float64Array.from({ length: plane.size }, (_, i) => at * Math.cos(i + 1));
        const [own, other] = [plane, asked].map((each) => {
          const found = each.expand(t);
          const values = [...found.dataSync()];
          found.dispose();
          return values;
        });
        const loss = plane.loss(t);
        assert.ok(Math.abs(loss.dataSync()[0] - own[0]) < 1e-5 * Math.abs(own[0]));
        loss.dispose();
        for (let i = 0; i <= plane.size; i++) {
          assert.ok(
            Math.abs(own[i] - other[i]) < 2e-4 * (0.1 + Math.abs(other[i])),
            `${i}: ${own[i]}, ${other[i]}`,
          );
        }
        // Gauss and Newton's curvatures are the loss's own where outputs are linear in the step: of one layer they are exact.
        if (widths.length > 2) continue;
        own.forEach((value, i) =>
          assert.ok(
            Math.abs(value - other[i]) < 1e-3 * (0.1 + Math.abs(other[i])),
            `${i}: ${value}, ${other[i]}`,
          )
        );
      }
      asked.dispose();
      plane.dispose();
      objective.dispose();
      tf.dispose(named);
      dispose();
    }, [...host]);
  }
}

for (const by of answerers) {
  testOnBackends(`curvatures are those of the loss of linearised outputs, by ${by}`, () => {
    const { chain, rows, directions, dispose } = made([5, 7, 3], "tanh", "meanSquaredError");
    const objective = objectives[by](chain, rows);
    const plane = objective.plane(directions, true);
    const t = new Float64Array(plane.size);
    const found = plane.expand(t);
    const values = found.dataSync();
    // Of outputs o, with J by differences: H = 2 J'J / (rows * outputs).
    const outputsAt = (t: Float64Array) => {
      const { kernel: k1, bias: b1 } = chain.layers[0];
      const { kernel: k2, bias: b2 } = chain.layers[1];
      return tf.tidy(() => {
        const at = (variable: tf.Tensor, v: number, layer: number) =>
          tf.add(
            variable,
            tf.add(
              tf.mul(directions[0][v], t[2 * layer]),
              tf.mul(directions[1][v], t[2 * layer + 1]),
            ),
          );
        const h = tf.tanh(tf.add(tf.matMul(rows.x, at(k1, 0, 0) as tf.Tensor2D), at(b1!, 1, 0)));
        return tf.add(tf.matMul(h as tf.Tensor2D, at(k2, 2, 1) as tf.Tensor2D), at(b2!, 3, 1))
          .dataSync();
      });
    };
    const step = 1e-2;
    const tangents = Array.from({ length: 4 }, (_, i) => {
      const [up, down] = [1, -1].map((sign) =>
        outputsAt(t.map((v, j) => v + (i === j ? sign * step : 0)))
      );
      return Array.from(up, (value, k) => (value - down[k]) / (2 * step));
    });
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 4; j++) {
        const expected = 2 * tangents[i].reduce((sum, v, k) => sum + v * tangents[j][k], 0) /
          (40 * 3);
        const value = values[1 + 4 + 4 * i + j];
        assert.ok(
          Math.abs(value - expected) < 2e-3 * (0.1 + Math.abs(expected)),
          `${value}, ${expected}`,
        );
      }
    }
    found.dispose();
    objective.dispose();
    dispose();
  }, [...host]);
}

for (const by of answerers) {
  testOnBackends(
    `products that are kept are those that would be computed anew, also after other moves, by ${by}`,
    () => {
      const { chain, rows, variables, directions, dispose } = made(
        [5, 7, 3],
        "relu",
        "softmaxCrossEntropy",
      );
      const before = tf.memory().numTensors;
      const objective = objectives[by](chain, rows);
      const value = (objective: ChainObjective, ds: tf.Tensor[][]) => {
        const plane = objective.plane(ds, true);
        const loss = plane.loss(new Float64Array(plane.size).fill(0.1));
        const [found] = loss.dataSync();
        loss.dispose();
        return found;
      };
      const t = Float64Array.of(0.2, -0.1, 0.3, 0.05);
      const step = objective.plane(directions, true).moveTo(t);
      const spent = objective.cost.forwardPasses;
      const kept = value(objective, [step, directions[0]]);
      const price = objective.cost.forwardPasses - spent;
      const anew = objectives[by](chain, rows);
      assert.ok(Math.abs(kept - value(anew, [step, directions[0]])) < 1e-5);
      // Neither the weights' product nor the directions' are computed again.
      assert.ok(2 * price < anew.cost.forwardPasses, `${price} of ${anew.cost.forwardPasses}`);
      tf.tidy(() => variables[0].assign(tf.mul(variables[0], 0.5)));
      assert.ok(Math.abs(value(objective, [step]) - value(anew, [step])) < 1e-5);
      objective.dispose();
      anew.dispose();
      tf.dispose(step);
      assert.equal(tf.memory().numTensors, before);
      dispose();
    },
    [...host],
  );
}

testOnBackends("a model that is no such chain is refused, and the layer is named", () => {
  const { dense, dropout } = layers.layers;
  const model = (...parts: layers.layers.Layer[]) => layers.sequential({ layers: parts });
  const [x, y] = [tf.ones<tf.Rank.R2>([4, 2]), tf.ones([4, 1])];
  const first = () => dense({ units: 3, inputShape: [2], activation: "relu" });
  const cases: [layers.LayersModel, RegExp][] = [
    [
      model(first(), dropout({ rate: 0.5 }), dense({ units: 1 })),
      /has dropout behind it, expected none/,
    ],
    [
      model(first(), dense({ units: 1, activation: "tanh" })),
      /the activation tanh, expected a last layer that is linear/,
    ],
    [
      model(first(), dense({ units: 1, activation: "softmax" })),
      /expected softmax at the end of a model with softmaxCrossEntropy alone/,
    ],
    [
      model(dense({ units: 3, inputShape: [2], activation: "selu" }), dense({ units: 1 })),
      /has the activation selu, expected one of/,
    ],
    [
      model(dense({ units: 1, inputShape: [2], kernelRegularizer: "l1l2" })),
      /no regularizer but l2/,
    ],
    [model(dense({ units: 1, inputShape: [3] })), /it has 3 inputs and 1 outputs/],
    [model(dense({ units: 2, inputShape: [2] })), /it has 2 inputs and 2 outputs/],
  ];
  for (const [each, message] of cases) {
    assert.throws(() => modelLoss(each, x, y, { loss: "meanSquaredError" }), message);
    each.dispose();
  }
  const good = model(first(), dense({ units: 1 }));
  assert.throws(
    () => modelLoss(good, x, y, { loss: "hinge" as RowLossName }),
    /Cannot take the loss "hinge"/,
  );
  good.dispose();
  tf.dispose([x, y]);
}, ["cpu"]);

/**
 * What is done here and by the peers: its name, who else does it, and how it is done here.
 *
 * @module
 */
import * as tf from "../../src/deps/tf.ts";
import { entriesNamed } from "../../src/race/contestants.ts";
import { TorchGenerator } from "../../src/random/torch.ts";
import { describePost, postLearningRate, postTask, type TaskFigure } from "../../src/tasks/post.ts";
import { disposeVariables, type Task } from "../../src/tasks/task.ts";
import type { Group, Work } from "./work.ts";

type Figure = Extract<TaskFigure, 9 | 11 | 12 | 13>;

/** Times as fast as PyTorch, as the project means to be: loss, gradient, iteration. */
const targets: Record<Figure, (number | null)[]> = {
  9: [4, 2, 5],
  11: [1.6, 1.5, 3],
  12: [2.3, 2.5, 3],
  13: [null, null, 20],
};

const inJavaScript = { "tfjs wasm": 5, "jax-js wasm": 3 };

/** All works, in the table's order. */
export const groups: Group[] = [...([9, 11, 12, 13] as const).map(network), newton(), normals()];

/** Loss, gradient and an iteration of KS_50_0 on a figure's task. */
function network(figure: Figure): Group {
  const kinds = ["loss", "gradient", "KS_50_0 iteration"];
  const names = kinds.map((kind) => `${kind}, figure ${figure}`);
  const [loss, gradient, iteration] = names;
  return {
    names,
    async make(share) {
      const rows = Math.ceil(describePost(figure).rows * share);
      const made = await postTask(figure, { rows });
      const objective = made.objective();
      const learningRate = postLearningRate(figure);
      const task = { ...made.description, learningRate };
      const target = targets[figure];
      const [entry] = entriesNamed("KS_50_0");
      const start = tf.clone(objective.variables[0]);
      const works: Work[] = [
        {
          ...{ name: loss, ask: "loss", task, peers: { PyTorch: target[0], ...inJavaScript } },
          ours: () => read(objective.loss()),
        },
        {
          ...{ name: gradient, ask: "gradient", task },
          peers: { PyTorch: target[1], ...inJavaScript },
          ours() {
            const { loss, gradient } = objective.gradient();
            loss.dispose();
            const values = gradient.map(readAll);
            return () => Math.hypot(...values.flatMap((part) => [...part]));
          },
        },
        {
          ...{ name: iteration, ask: "keepStepping", task, peers: { PyTorch: target[2] } },
          async ours() {
            const contestant = entry.make(learningRate);
            const before = objective.cost.forwardPasses;
            (await contestant.step(objective)).dispose();
            objective.variables[0].assign(start);
            contestant.dispose();
            return objective.cost.forwardPasses - before;
          },
        },
      ];
      return { works, dispose: () => disposeAll(made, [start], objective) };
    },
  };
}

/** Newton's step on the regression of figure 5, its data in memory. */
function newton(): Group {
  const peers: [
    name: string,
    peer: string,
    ask: string,
    precision: string,
    target: number | null,
  ][] = [
    ["Newton's step, scikit-learn", "scikit-learn", "scikitLearn", "float64", 12],
    ["Newton's step, scikit-learn float32", "scikit-learn", "scikitLearn", "float32", null],
    ["Newton's step, normal equations", "NumPy", "normalEquations", "float64", 1.5],
    ["Newton's step, normal equations float32", "NumPy", "normalEquations", "float32", null],
  ];
  return {
    names: peers.map(([name]) => name),
    async make(share) {
      const { rows, columns } = describePost(5);
      const made = await postTask(5, { rows: Math.ceil(rows * share) });
      const objective = made.objective();
      const contestant = entriesNamed("NEWTON")[0].make(1);
      const works = peers.map(([name, peer, ask, precision, target]): Work => ({
        ...{ name, ask, task: { rows: made.description.rows, columns, precision } },
        peers: { [peer]: target },
        async ours() {
          (await contestant.step(objective)).dispose();
          return null;
        },
      }));
      const dispose = () => {
        contestant.dispose();
        disposeAll(made, [], objective);
      };
      return { works, dispose };
    },
  };
}

/** The normals of figure 11's data. */
function normals(): Group {
  const name = "100,000 x 100 normals";
  return {
    names: [name],
    make(share) {
      const task = { rows: Math.ceil(100_000 * share), columns: 100 };
      const ours = () => new TorchGenerator(0).randn(task.rows * task.columns).at(-1) ?? null;
      const works = [{ name, ask: "normals", task, peers: { PyTorch: 0.5 }, ours }];
      return Promise.resolve({ works, dispose() {} });
    },
  };
}

function readAll(tensor: tf.Tensor): Float32Array {
  const values = tensor.dataSync() as Float32Array;
  tensor.dispose();
  return values;
}

function read(tensor: tf.Tensor): number {
  return readAll(tensor)[0];
}

function disposeAll(task: Task, tensors: tf.Tensor[], objective: ReturnType<Task["objective"]>) {
  tf.dispose(tensors);
  disposeVariables(objective);
  task.dispose();
}

/** C1: the share of the gradient in a training loop. @module */
import * as tf from "../../deps/tf.ts";
import { quantile } from "../../deps/statistics.ts";
import { postTask, type TaskFigure } from "../../tasks/post.ts";
import { disposeVariables } from "../../tasks/task.ts";
import type { Claim, Finding } from "./claim.ts";

const repeats = 21;
const loops: { figure: TaskFigure; full: number; fused: boolean }[] = [
  { figure: 9, full: 10_000, fused: false },
  { figure: 12, full: 100_000, fused: false },
  { figure: 9, full: 10_000, fused: true },
  { figure: 12, full: 100_000, fused: true },
];

/** "About 80% of the training loop is spent calculating a gradient." */
export const claim01: Claim = {
  id: "C1",
  quote: "about 80% of the training loop is spent calculating a gradient",
  test:
    "A loop of gradient, update and a check of the loss by a forward pass, each part timed; medians over " +
    `${repeats} iterations. The gradient's own forward pass is separated by timing the loss alone.`,
  async examine({ rows }) {
    const findings: Finding[] = [];
    for (const { figure, full, fused } of loops) {
      findings.push(await shares(figure, rows(full), fused && tf.getBackend() === "wasm"));
    }
    return findings;
  },
};

async function shares(figure: TaskFigure, rows: number, fused: boolean): Promise<Finding> {
  const task = await postTask(figure, { rows, fused });
  const objective = task.objective();
  const rate = tf.scalar(1e-6);
  const times: Record<"gradient" | "update" | "check", number[]> = {
    gradient: [],
    update: [],
    check: [],
  };
  for (let i = 0; i < repeats + 3; i++) {
    const marks = [performance.now()];
    const { loss, gradient } = objective.gradient();
    await loss.data();
    marks.push(performance.now());
    tf.tidy(() =>
      objective.variables.forEach((v, j) => v.assign(tf.sub(v, tf.mul(rate, gradient[j]))))
    );
    marks.push(performance.now());
    const check = objective.loss();
    await check.data();
    marks.push(performance.now());
    tf.dispose([loss, gradient, check]);
    if (i < 3) continue;
    (["gradient", "update", "check"] as const).forEach((part, j) =>
      times[part].push(marks[j + 1] - marks[j])
    );
  }
  rate.dispose();
  disposeVariables(objective);
  task.dispose();

  const median = (part: keyof typeof times) => quantile(times[part].toSorted((a, b) => a - b), 0.5);
  const [gradient, update, check] = [median("gradient"), median("update"), median("check")];
  const loop = gradient + update;
  const backward = Math.max(0, gradient - check);
  const share = backward / loop;
  const whole = gradient / loop;
  return {
    of: `figure ${figure}'s task, ${fused ? "our fused kernels" : "TensorFlow.js"}`,
    verdict: share >= 0.7 && share <= 0.9 ? "holds" : "holds with a correction",
    says:
      `On figure ${figure}'s task the backward pass takes ${percent(share)} of a plain training ` +
      `loop, and the gradient as a whole, its forward pass included, ${
        percent(whole)
      }. A gradient costs ` +
      `${(gradient / check).toFixed(1)} forward passes.`,
    numbers: {
      rows,
      "forward pass, share of the loop": check / loop,
      "backward pass, share of the loop": share,
      "update, share of the loop": update / loop,
      "loss check, on top of the loop": check / loop,
      "gradient, ms": gradient,
      "loss check (a forward pass), ms": check,
      "update, ms": update,
    },
  };
}

function percent(share: number): string {
  return `${Math.round(100 * share)}%`;
}

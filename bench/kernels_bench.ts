/**
 * Times loss, gradient and phi of the dense kernels on the shapes of figures 9, 11, 12 and 13:
 * `deno bench --allow-read bench/kernels_bench.ts`.
 */
import { denseProblem, type DenseShape, startThreads } from "../src/kernels/dense/dense.ts";

/** Widths of hidden layers all alike. */
function layers(inputs: number, width: number, hidden: number): number[] {
  return [inputs, ...Array<number>(hidden).fill(width), 1];
}

const shapes: Record<string, DenseShape> = {
  "figure 9": { rows: 10_000, layers: layers(20, 10, 6), activation: "none" },
  "figure 11": { rows: 100_000, layers: layers(100, 20, 6), activation: "none" },
  "figure 12": { rows: 100_000, layers: layers(10, 10, 4), activation: "relu" },
  "figure 13": { rows: 100_000, layers: layers(100, 1, 0), activation: "none" },
};

/** Fills with numbers in [-0.5, 0.5): speed does not depend on which. */
function fill(values: Float32Array): void {
  for (let k = 0; k < values.length; k++) values[k] = Math.random() - 0.5;
}

const threads = await startThreads();

for (const [group, shape] of Object.entries(shapes)) {
  const problem = denseProblem(shape, (_first, _count, x, y) => {
    fill(x);
    fill(y);
  });
  const theta = new Float32Array(problem.parameters), out = new Float32Array(problem.parameters);
  fill(theta);
  problem.gradient(theta, out);
  const phi = problem.line(theta, out);
  phi(0);
  let t = 0;
  Deno.bench(`loss, ${group}, ${threads} threads`, { group }, () => void problem.loss(theta));
  Deno.bench(`gradient, ${group}`, { group }, () => void problem.gradient(theta, out));
  Deno.bench(`phi, ${group}`, { group }, () => void phi(t += 1e-6));
}

/**
 * The drawings of the concept figures, computed by the optimizers themselves.
 *
 * @module
 */
import type { ConceptFigure, Drawings } from "../../records/drawing.ts";
import { decidesOnDevice } from "../../objectives/moves.ts";
import { gradientDescentDrawing, newtonJumpDrawing, newtonParabolasDrawing } from "./curves.ts";
import { keepSteppingDrawing, sgdDrawing, sliceDrawing } from "./valleys.ts";

const drawings: { [F in ConceptFigure]: () => Drawings[F] } = {
  1: gradientDescentDrawing,
  2: newtonJumpDrawing,
  3: newtonParabolasDrawing,
  6: sgdDrawing,
  7: keepSteppingDrawing,
  8: sliceDrawing,
};

/**
 * Runs a concept figure's optimizer, and gives the `drawing` of its JSON. Milliseconds; needs a backend whose values
 * the host can read at once (cpu or wasm), already chosen.
 *
 * @throws {Error} On webgpu, where a walk's losses cannot be written down.
 */
export function conceptDrawing<F extends ConceptFigure>(figure: F): Drawings[F] {
  if (decidesOnDevice()) {
    throw new Error(
      `Cannot compute figure ${figure} on webgpu: it writes down every loss, and nothing can be read inside a step. Use cpu or wasm.`,
    );
  }
  return drawings[figure]();
}

/** Weights as they are in tfjs and as panels of eight outputs. */
import { padded } from "./shape.ts";

/** Writes a row-major [inputs, units] as [panel][inputs][8]; what is past the last unit is 0. */
export function toPanels(
  from: Float32Array,
  inputs: number,
  units: number,
  to: Float32Array,
): void {
  for (let p = 0; p < padded(units) / 8; p++) {
    const wide = Math.min(8, units - 8 * p);
    for (let i = 0; i < inputs; i++) {
      const [at, start] = [(p * inputs + i) * 8, i * units + 8 * p];
      for (let j = 0; j < 8; j++) to[at + j] = j < wide ? from[start + j] : 0;
    }
  }
}

/** The other way round. */
export function fromPanels(
  from: Float32Array,
  inputs: number,
  units: number,
  to: Float32Array,
): void {
  for (let p = 0; p < padded(units) / 8; p++) {
    const wide = Math.min(8, units - 8 * p);
    for (let i = 0; i < inputs; i++) {
      const [at, start] = [(p * inputs + i) * 8, i * units + 8 * p];
      for (let j = 0; j < wide; j++) to[start + j] = from[at + j];
    }
  }
}

import type { Run } from "../../src/records/run.ts";

/** So often is a run that is going on told to the page. */
const milliseconds = 80;
/** More points than a picture can show are left out on the way. */
const most = 400;

/** Tells of a run now and then: thinned, and a copy. */
export function nowAndThen(tell: (run: Run) => void): (run: Run) => void {
  let last = 0;
  return (run) => {
    if (performance.now() - last < milliseconds) return;
    last = performance.now();
    tell(thinned(run));
  };
}

/** A run with no more points than a picture can show: evenly, the first and the last among them. */
export function thinned(run: Run): Run {
  const length = run.loss.length;
  if (length <= most) return structuredClone(run);
  const places = Array.from({ length: most }, (_, i) => Math.round(i * (length - 1) / (most - 1)));
  const pick = (values: number[]) => places.map((i) => values[i]);
  const { loss, validation, seconds, gradients, forwardPasses } = run;
  return {
    ...run,
    ...{ loss: pick(loss), seconds: pick(seconds), gradients: pick(gradients) },
    forwardPasses: pick(forwardPasses),
    ...validation && { validation: pick(validation) },
  };
}

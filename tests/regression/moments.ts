/**
 * The first scan of a fit, of the tables that the servers' tests make.
 *
 * @module
 */
import type { Engine } from "../../src/regression/engines/engine.ts";
import { momentsScan } from "../../src/regression/sql/moments_scan.ts";
import { prepare } from "../../src/regression/fit/prepare.ts";
import type { FitRequest } from "../../src/regression/model/request.ts";

/** A linear regression of y where x1 < 0.75. */
const request: FitRequest = {
  ...{
    target: "y",
    family: "linear",
    features: ["x1", "x2", "x3", "kind"],
    exclude: [],
    categorical: [],
    where: ["x1 < 0.75"],
  },
  ...{ ridge: 0, intercept: true, strict: false, confidence: 0.95, maxScans: 10 },
};

/** Asks for the sums, of columns about 0.5. */
export async function moments(engine: Engine) {
  const { place, model } = await prepare(engine, request);
  const scaling = {
    ...{ shift: model.columns.map(() => 0.5), scale: model.columns.map(() => 1) },
    ...{ targetShift: 0, targetScale: 1 },
  };
  const scan = momentsScan(place, model, { kind: "moments", scaling });
  return scan.read(await engine.query(scan.statement));
}

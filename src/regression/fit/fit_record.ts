/**
 * What is kept of a fit: enough to go on after any scan, without asking again.
 *
 * @module
 */
import { version } from "../../backend/version.ts";
import type { Engine } from "../engines/engine.ts";
import type { FamilyName, LinkName } from "../model/families.ts";
import type { Input, Model, Scaling } from "../model/model.ts";
import type { DataPlace } from "../rows/open_engine.ts";
import type { Prepared } from "./prepare.ts";
import type { Answer, Question } from "../model/questions.ts";
import type { FitRequest } from "../model/request.ts";
import type { Place } from "../sql/place.ts";

/** A scan that was done. */
export interface RecordedScan {
  question: Question;
  answer: Answer;
  seconds: number;
}

/** The fit as it is written to fit.json between scans. */
export interface FitRecord {
  format: typeof format;
  project: string;
  engine: string;
  /** Without credentials. */
  place: DataPlace;
  request: FitRequest;
  prepared: Omit<Prepared, "model" | "place"> & {
    model: Omit<Model, "family"> & { family: FamilyName; link?: LinkName };
    /** For the reader: a resumed fit parses the request's conditions again. */
    place: Pick<Place, "conditions" | "prefix">;
  };
  /** How the first scan's columns are moved and scaled. */
  guess: Scaling;
  recorded: RecordedScan[];
  /** Tells whether files were changed since the first scan; records of 0.1.0 have none. */
  stamp?: string;
  /** How the steps ended; there is none while they go on. */
  status?: string;
}

const format = "more-descent fit 2";

/** A record of no scans yet. */
export function newRecord(
  engine: Engine,
  data: DataPlace,
  request: FitRequest,
  { model, place, ...others }: Prepared,
  guess: Scaling,
): FitRecord {
  const { conditions, prefix } = place;
  return {
    format,
    project: version,
    engine: engine.name,
    place: data.url === undefined ? data : { ...data, url: withoutCredentials(data.url) },
    request,
    prepared: {
      ...others,
      model: {
        ...model,
        family: model.family.name,
        link: model.family.link,
        inputs: model.inputs.map(nameAndLevels),
      },
      place: { conditions, prefix },
    },
    guess,
    recorded: [],
  };
}

/** What a formula computes, it says itself. */
function nameAndLevels({ column, levels }: Input): Input {
  return levels === undefined ? { column } : { column, levels };
}

function withoutCredentials(text: string): string {
  const url = URL.parse(text);
  if (!url) return "";
  [url.username, url.password, url.search] = ["", "", ""];
  return url.href;
}

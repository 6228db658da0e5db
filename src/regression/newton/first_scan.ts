import type { Model, Scaling } from "../model/model.ts";
import type { Answer, MomentsAnswer, Question } from "../model/questions.ts";
import { TableError } from "../model/table_error.ts";
import { rescaled } from "./rescale.ts";

/** Counts and products of all columns; a second time where sums overflow or vanish. */
export function* firstScan(
  model: Model,
  guess: Scaling,
  maxScans: number,
): Generator<Question, { scaling: Scaling; answer: MomentsAnswer; scans: number }, Answer> {
  const answer = (yield { kind: "moments", scaling: guess }) as MomentsAnswer;
  const better = rescaled(model, guess, answer);
  if (better === undefined) return { scaling: guess, answer, scans: 1 };
  if (maxScans < 2) {
    throw new TableError(
      `Cannot fit "${model.target}": the first scan's sums overflow or vanish, and a second that scales its columns is not allowed. Try --max-scans 3.`,
    );
  }
  const again = (yield { kind: "moments", scaling: better }) as MomentsAnswer;
  return { scaling: better, answer: again, scans: 2 };
}

import type { Answer, Question } from "../model/questions.ts";
import type { newtonSteps } from "./newton_steps.ts";
import type { Solution } from "./solution.ts";

/** Asks what the steps want to know, one scan after the other, until they have the solution. */
export async function drive(
  steps: ReturnType<typeof newtonSteps>,
  answer: (question: Question) => Promise<Answer>,
): Promise<Solution> {
  let next = steps.next();
  while (!next.done) next = steps.next(await answer(next.value));
  return next.value;
}

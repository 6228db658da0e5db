/**
 * The Worker of the figures that explain an idea: the optimizers themselves walk, on the cpu backend.
 *
 * @module
 */
import { useBackend } from "../../src/backend/backend.ts";
import * as walks from "../concepts/walks.ts";
import { answerQuestions } from "./calls.ts";
import type { ConceptCalls } from "./concept_calls.ts";

const ready = useBackend("cpu");

/** Once the backend is there. */
const then = <Q, A>(compute: (question: Q) => A) => async (question: Q): Promise<A> => {
  await ready;
  return compute(question);
};

answerQuestions<ConceptCalls>({
  grid: then(walks.gridOf),
  valley: then(walks.valleyWalk),
  curve: then(walks.curveWalk),
});

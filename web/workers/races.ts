/**
 * The Worker of what trains: on wasm, where the page allows it on several threads, or on webgpu.
 *
 * @module
 */
import { answerQuestions } from "./calls.ts";
import { claim } from "./claim.ts";
import { digits } from "./digits.ts";
import { race } from "./race.ts";
import type { RaceCalls } from "./race_calls.ts";
import { regression } from "./regression.ts";

answerQuestions<RaceCalls>({ race, regression, digits, claim });

/**
 * All claims of the post.
 *
 * @module
 */
import type { Claim } from "./claim.ts";
import { claim01 } from "./claim_01.ts";
import { claim02 } from "./claim_02.ts";
import { claim03 } from "./claim_03.ts";
import { claim04 } from "./claim_04.ts";
import { claim05 } from "./claim_05.ts";
import { claim06 } from "./claim_06.ts";
import { claim07 } from "./claim_07.ts";
import { claim08 } from "./claim_08.ts";
import { claim09 } from "./claim_09.ts";

/** In the post's order. */
export const claims: readonly Claim[] = [
  claim01,
  claim02,
  claim03,
  claim04,
  claim05,
  claim06,
  claim07,
  claim08,
  claim09,
];

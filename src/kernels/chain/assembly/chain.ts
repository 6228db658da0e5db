// A chain of dense layers on a batch of rows: its loss, its gradient, and a step of an optimizer.
import { rows } from "./backward";
import { Job } from "./job";
import { learn, turn } from "./learn";
import { advance, expand, firstProduct } from "./plane";

const SLOPES: i32 = 0, LEARN: i32 = 1, LOSS: i32 = 2, TURN: i32 = 3, PRODUCT: i32 = 4, ADVANCE: i32 = 5, EXPAND: i32 = 6;

/** Does one unit of what the job asks. */
export function unit(at: usize, index: i32, scratch: usize): void {
  const job = changetype<Job>(at);
  if (job.kind == SLOPES) rows(job, index, true, scratch);
  else if (job.kind == LEARN) learn(job, index, scratch);
  else if (job.kind == LOSS) rows(job, index, false, scratch);
  else if (job.kind == TURN) turn(job, index);
  else if (job.kind == PRODUCT) firstProduct(job, index, scratch);
  else if (job.kind == ADVANCE) advance(job, index);
  else expand(job, index, job.kind == EXPAND, scratch);
}

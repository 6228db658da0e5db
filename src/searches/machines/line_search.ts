import type { Arithmetic } from "../../numeric/arithmetic.ts";

/** What is known where a walk starts, at step size 0. */
export interface SearchStart<T> {
  /** The loss. */
  loss: T;
  /** The slope, d/dt loss(w - t * direction): minus |direction|^2 if the direction is the gradient. */
  slope: T;
  /** A step size that the search remembers from its last walk; 0 the first time. */
  lastStep: T;
}

/** Where a line search is. Searches add what else they need to know. */
export interface SearchState<T> {
  /** The step size at which the search wants the loss next. */
  next: T;
  /** 1 when the search is over. */
  done: T;
  /** The step size that the search would take if it ended here. */
  step: T;
  /** The loss at that step size. */
  loss: T;
}

/**
 * A one-dimensional search over step sizes t of phi(t) = loss(w - t * direction): a pure state machine, with no
 * tensors in it. It is written in an {@linkcode Arithmetic}, without branches on values, so that the same text runs
 * on the host and on the device.
 */
export interface LineSearch {
  /** The search asks for at most this many losses. */
  readonly maxLosses: number;
  /** All steps that it may try, if they are the same whatever the losses: these can then be computed all at once. */
  readonly steps?: readonly number[];
  /** The state before any loss along the line is known. */
  begin<T>(arithmetic: Arithmetic<T>, start: SearchStart<T>): SearchState<T>;
  /** The state after phi(state.next) = loss is known. Its keys are those of `begin`'s. */
  advance<T>(arithmetic: Arithmetic<T>, state: SearchState<T>, loss: T): SearchState<T>;
}

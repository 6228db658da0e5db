/**
 * The line searches, pure functions of phi(t), to be given to a method.
 *
 * @module
 */
export { backtracking, type BacktrackingOptions } from "./backtracking.ts";
export { forwardTracking, type ForwardTrackingOptions } from "./forward_tracking.ts";
export { hagerZhang, type HagerZhangOptions } from "./hager_zhang.ts";
export { parabolic, type ParabolicOptions } from "./parabolic.ts";
export {
  type Line,
  type PhiQuestion,
  type Sample,
  type Search,
  search,
  type Searching,
} from "./search.ts";
export { strongWolfe, type StrongWolfeOptions } from "./strong_wolfe.ts";

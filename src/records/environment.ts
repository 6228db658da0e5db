import type { BackendName } from "../backend/backend.ts";

/** What every figure's data records. */
export interface Environment {
  deno: string;
  tfjs: string;
  backend: BackendName;
  /** The graphics adapter's name; null if none is used. */
  adapter: string | null;
  /** The processor's name; "unknown" without --allow-sys=cpus. */
  cpu: string;
  /** Threads that the kernels compute on. */
  threads: number;
  /** ISO 8601. */
  started: string;
}

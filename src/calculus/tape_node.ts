import * as tf from "../deps/tf.ts";

/** What tfjs notes of one operation. */
export type TapeNode = ReturnType<typeof tf.engine>["state"]["activeTape"][number];

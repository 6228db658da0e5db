/** TensorFlow.js: the core alone. Gradients and backends are registered by `src/backend/backend.ts`. */
export * from "npm:@tensorflow/tfjs-core@4.22.0";

/** tfjs's WebAssembly backend: importing it registers the backend "wasm". */
export { setWasmPaths } from "npm:@tensorflow/tfjs-backend-wasm@4.22.0";
export type { BackendWasm } from "npm:@tensorflow/tfjs-backend-wasm@4.22.0";

/** tfjs's WebGPU backend: importing it registers the backend "webgpu". */
import "npm:@tensorflow/tfjs-backend-webgpu@4.22.0";
export type { WebGPUBackend } from "npm:@tensorflow/tfjs-backend-webgpu@4.22.0";

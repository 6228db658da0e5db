/** tfjs-layers: imported for its side effect (it registers every gradient), and for layers models. */
export * from "npm:@tensorflow/tfjs-layers@4.22.0";

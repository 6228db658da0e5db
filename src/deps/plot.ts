/** Observable Plot: the marks, scales and axes of every picture. */
export * from "npm:@observablehq/plot@0.6.17";

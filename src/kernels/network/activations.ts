/** The activations' numbers. */
export const activations = { none: 0, relu: 1, tanh: 2 } as const;

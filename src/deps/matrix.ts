/** ml-matrix: float64 linear algebra on small matrices, on the host. */
export * from "npm:ml-matrix@6.15.1";

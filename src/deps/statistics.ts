/** simple-statistics: medians and quantiles, and a line through points. From 7.9 on its quantiles interpolate, also from infinity, which counts misses here. */
export { linearRegression, median, quantile } from "npm:simple-statistics@7.8.8";

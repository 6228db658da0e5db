/** simple-statistics: quantiles, and a line through points. */
export { linearRegression, median, quantile } from "npm:simple-statistics@7.8.8";

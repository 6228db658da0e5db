/** simple-statistics: quantiles. */
export { quantile } from "npm:simple-statistics@7.8.8";

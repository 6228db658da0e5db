/** d3-dsv: tables of text, quotes included. */
// @ts-types="npm:@types/d3-dsv@3.0.7"
export { dsvFormat } from "npm:d3-dsv@3.0.1";

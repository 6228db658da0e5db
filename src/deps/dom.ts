/** linkedom: the document that Plot draws into, if there is no browser. */
export { DOMParser } from "npm:linkedom@0.18.15";

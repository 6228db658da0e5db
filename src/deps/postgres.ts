/** postgres.js: PostgreSQL's protocol. */
export { default } from "npm:postgres@3.4.9";

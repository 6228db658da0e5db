/**
 * Names that would end their quotes, if they could.
 *
 * @module
 */
import { MersenneTwister } from "../../src/random/mersenne_twister.ts";

const chosen = [
  ...["h; DROP TABLE part", "名前", "-- k", "x1` = 1 --", '" OR "" = "', "\\'; --"],
  // What String.replace reads in a replacement.
  ...["a$$b", "$&", "$`", "$'"],
];
const characters = [..."`'\"\\;-/*#$%{}[]()=?,.: \t\nxé名🙂"];

/** Some that were thought of, and so many of random characters, all different; as long as PostgreSQL takes them. */
export function oddNames(count = 40): string[] {
  const generator = new MersenneTwister(5);
  const below = (limit: number) => generator.next() % limit;
  const character = () => characters[below(characters.length)];
  const random = () => Array.from({ length: 1 + below(12) }, character).join("");
  return [...new Set([...chosen, ...Array.from({ length: count }, random)])];
}

/** commander, typed: options, help and "did you mean" of the scripts. */
import { Command as Base } from "npm:@commander-js/extra-typings@15.0.0";
export { Argument, InvalidArgumentError, Option } from "npm:@commander-js/extra-typings@15.0.0";

const plain = () => false;

/** A value that was given is repeated, but not all of a long one, nor what would command the terminal. */
const shortened = (text: string) =>
  text.replace(/(?!\n)\p{Cc}/gu, "?").replace(
    /(\S{80})\S{40,}/g,
    "$1...",
  );

/** commander's, but that its help, which has no colours, does not read CLICOLOR_FORCE to find out: Deno would ask leave. */
export const Command = class extends Base {
  constructor(name?: string) {
    super(name);
    this.configureOutput({
      ...{ getOutHasColors: plain, getErrHasColors: plain },
      outputError: (text, write) => write(shortened(text)),
    });
  }
} as typeof Base;

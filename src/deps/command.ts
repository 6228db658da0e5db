/** commander, typed: options, help and "did you mean" of the scripts. */
import { Command as Base } from "npm:@commander-js/extra-typings@15.0.0";
export { Argument, InvalidArgumentError, Option } from "npm:@commander-js/extra-typings@15.0.0";

const plain = () => false;

/** commander's, but that its help, which has no colours, does not read CLICOLOR_FORCE to find out: Deno would ask leave. */
export const Command = class extends Base {
  constructor(name?: string) {
    super(name);
    this.configureOutput({ getOutHasColors: plain, getErrHasColors: plain });
  }
} as typeof Base;

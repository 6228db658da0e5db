/** commander, typed: options, help and "did you mean" of the scripts. */
export {
  Argument,
  Command,
  InvalidArgumentError,
  Option,
} from "npm:@commander-js/extra-typings@15.0.0";

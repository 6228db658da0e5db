/**
 * A path of elastic nets, as the command line asks for it.
 *
 * @module
 */
import type { PathChoice } from "../model/model.ts";
import { TableError } from "../model/table_error.ts";
import { decimalNumber } from "../../process/cli.ts";
import type { FitCommandOptions } from "./command.ts";

/**
 * The path; undefined if none is asked for.
 *
 * @throws {TableError} If options do not go together, or a lambda is no number.
 */
export function pathOptions(
  { lasso, elasticNet, lambda, lambdas, cv, folds }: FitCommandOptions,
): PathChoice | undefined {
  const refuse = (why: string): never => {
    throw new TableError(`Cannot fit: ${why}`);
  };
  if (!lasso && elasticNet === undefined) {
    const given = { "--lambda": lambda, "--lambdas": lambdas, "--cv": cv, "--folds": folds };
    const first = Object.entries(given).find(([, value]) => value !== undefined)?.[0];
    if (first) refuse(`${first} is of --lasso or --elastic-net. Name one of them.`);
    return undefined;
  }
  if (lasso && elasticNet !== undefined) {
    refuse("--lasso is --elastic-net 1. Leave one of them out.");
  }
  if (cv !== undefined && folds !== undefined) {
    refuse("--folds has a fold for each row, whose number is --cv's. Leave one of them out.");
  }
  const number = (text: string, option: string): number => {
    const value = decimalNumber(text);
    return value >= 0 && value < Infinity
      ? value
      : refuse(`${option} has ${JSON.stringify(text)}. Expected a finite number, 0 or more.`);
  };
  const isName = lambda === "min" || lambda === "1se";
  return {
    alpha: elasticNet ?? 1,
    lambdas: lambdas?.split(",").map((text) => number(text.trim(), "--lambdas")),
    lambda: lambda === undefined || isName ? lambda : number(lambda, "--lambda"),
    folds: cv === undefined && folds === undefined ? undefined : { count: cv ?? 2, column: folds },
  };
}

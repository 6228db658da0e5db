/**
 * Arithmetic that writes WGSL instead of computing: a third world for what is written in an {@linkcode Arithmetic}.
 *
 * @module
 */
import type { Arithmetic } from "./arithmetic.ts";

/** An arithmetic on WGSL expressions, float32; every result becomes a `let` among these lines. */
export function shaderArithmetic(lines: string[]): Arithmetic<string> {
  const write = (expression: string) => {
    const name = `v${lines.length}`;
    lines.push(`let ${name} = ${expression};`);
    return name;
  };
  const infix = (operator: string) => (a: string | number, b: string | number) =>
    write(`${expression(a)} ${operator} ${expression(b)}`);
  const call = (name: string) => (...operands: (string | number)[]) =>
    write(`${name}(${operands.map(expression).join(", ")})`);
  return {
    of: (value) => write(expression(value)),
    add: infix("+"),
    sub: infix("-"),
    mul: infix("*"),
    div: infix("/"),
    min: call("min"),
    max: call("max"),
    sqrt: call("sqrt"),
    // Compilers may take comparisons with NaN for whatever suits them.
    less: (a, b) => {
      const [x, y] = [expression(a), expression(b)];
      return write(`select(0.0, 1.0, ${x} < ${y} && !isnan(${x}) && !isnan(${y}))`);
    },
    and: infix("*"),
    or: call("max"),
    not: (a) => write(`1.0 - ${expression(a)}`),
    select: (condition, yes, no) =>
      write(`select(${expression(no)}, ${expression(yes)}, ${expression(condition)} != 0.0)`),
  };
}

/** A number as WGSL: `INFINITY` is a uniform, since WGSL has no such constant. */
function expression(value: string | number): string {
  if (typeof value === "string") return value;
  if (Math.abs(value) === Infinity) return `(${value < 0 ? "-" : ""}uniforms.INFINITY)`;
  return `f32(${Math.fround(value)})`;
}

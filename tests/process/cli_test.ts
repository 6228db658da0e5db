import assert from "../../src/deps/test.ts";
import {
  deadline,
  decimalNumber,
  positiveNumber,
  share,
  wholeNumber,
} from "../../src/process/cli.ts";

Deno.test("numbers are decimal, without blanks", () => {
  for (
    const text of ["0x10", "0b11", " 7 ", "1e2", "", "-1", "1.5", "Infinity", "1_000", "1e308"]
  ) {
    assert.throws(() => wholeNumber(0)(text), /Expected a whole number, 0 or more/, text);
  }
  assert.equal(wholeNumber(1)("100"), 100);
  assert.throws(() => wholeNumber(1)("0"), /1 or more/);
  assert.throws(() => wholeNumber(1)("9".repeat(20)), /at most 1099511627776/);
  for (const text of ["0x10", " 7", "", "NaN", "Infinity", "0", "-1", "1e400"]) {
    assert.throws(() => positiveNumber(text), /Expected a finite number above 0/, text);
  }
  assert.deepEqual(["1e-3", ".5", "2.", "1E3"].map(positiveNumber), [1e-3, 0.5, 2, 1000]);
  assert.throws(() => share("0x0.8"), /above 0 and below 1/);
  assert.ok(Number.isNaN(decimalNumber("1 ")));
});

Deno.test("a deadline may be as far away as a finite number, or near", async () => {
  for (const seconds of [2147484, 1e9, 1e300]) {
    const signal = deadline(seconds);
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(signal.aborted, false, `${seconds}`);
  }
  const soon = deadline(0.005);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(soon.aborted && soon.reason.name === "TimeoutError");
});

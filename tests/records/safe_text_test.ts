import assert from "../../src/deps/test.ts";
import { escaped } from "../../src/records/markdown.ts";
import { safeLine, safeLines, xmlText } from "../../src/records/safe_text.ts";

Deno.test("control characters and marks of direction are written out", () => {
  assert.equal(safeLine("a\x1b[2J\x07b\x9b"), "a\\x1b[2J\\x07b\\x9b");
  assert.equal(safeLine("a\u202eb\u2066c\u200f"), "a\\u202eb\\u2066c\\u200f");
  assert.equal(safeLine("a\nb\tc\r"), "a\\nb\\tc\\r");
  assert.equal(safeLine("ordinary, ünïcödé 数"), "ordinary, ünïcödé 数");
  assert.equal(safeLine("x".repeat(50), 10), `${"x".repeat(10)}...`);
});

Deno.test("lines stay lines", () => {
  assert.equal(safeLines("a\nb\x1b\tc"), "a\nb\\x1b\tc");
});

Deno.test("what XML has no character for is written out, and emoji stay", () => {
  assert.equal(xmlText("<a>\x1b\x00\ufffe</a>"), "<a>\\x1b\\x00\\ufffe</a>");
  assert.equal(xmlText("a\ud800b 😀\n"), "a\\ud800b 😀\n");
});

Deno.test("Markdown holds no control character either", () => {
  assert.equal(escaped("a|b\x1b"), "a\\|b\\\\x1b");
});

/** node:assert, strict: what the tests assert with. */
import assert from "node:assert/strict";
export default assert;

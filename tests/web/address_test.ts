/** What the address says is what is shown, and nonsense is said. */
import assert from "node:assert/strict";
import { readView, writeView } from "../../web/address.ts";
import { fields, racers } from "../../web/view.ts";

Deno.test("a view that is written is read again", () => {
  const { view } = readView("", fields);
  assert.equal(writeView(view, fields), "");
  const changed = { ...view, rate: 0.3, optimizer: "Adam", racers: [racers[2], "SGD"], max: 7 };
  const text = writeView(changed, fields);
  const again = readView(text, fields);
  assert.deepEqual(again.view, changed);
  assert.deepEqual(again.notes, []);
  assert.deepEqual([...again.said].sort(), ["max", "optimizer", "racers", "rate"]);
  assert.match(text, /^#/);
});

Deno.test("what does not fit is left as it is, with a note each", () => {
  const { view: standard } = readView("", fields);
  for (
    const text of [
      ...["rate=fast", "rate=", "rate=-1", "rate=NaN", "rate=1e9", "max=1.5", "optimizer=Best"],
      ...["racers=SGD,NOBODY", "colour=red", "__proto__=1", "constructor=x", "toString=1"],
    ]
  ) {
    const { view, notes } = readView(`#${text}`, fields);
    assert.deepEqual(view, standard, text);
    assert.equal(notes.length, 1, text);
  }
});

Deno.test("a section's name is no choice", () => {
  assert.deepEqual(readView("#race", fields).notes, []);
});

import { performanceProfiles } from "../../src/scores/profile.ts";
import assert from "../../src/deps/test.ts";

Deno.test("a profile climbs to the share of problems solved within each factor of the best", () => {
  const profiles = performanceProfiles(
    new Map([["quick", [1, 2, Infinity, 6]], ["sturdy", [2, 2, 5, 3]]]),
  );
  // quick's ratios are 1, 1, infinite and 2; sturdy's 2, 1, 1 and 1.
  assert.deepEqual(profiles.get("quick"), [{ factor: 1, share: 0.5 }, { factor: 2, share: 0.75 }]);
  assert.deepEqual(profiles.get("sturdy"), [{ factor: 1, share: 0.75 }, { factor: 2, share: 1 }]);
});

Deno.test("a problem that nobody solved counts against everyone", () => {
  const profiles = performanceProfiles(new Map([["a", [1, Infinity]], ["b", [4, Infinity]]]));
  assert.deepEqual(profiles.get("a"), [{ factor: 1, share: 0.5 }]);
  assert.deepEqual(profiles.get("b"), [{ factor: 4, share: 0.5 }]);
});

Deno.test("a solver that solves nothing has no point", () => {
  assert.deepEqual(
    performanceProfiles(new Map([["a", [1]], ["b", [Infinity]]])).get("b"),
    [],
  );
});

import assert from "../../src/deps/test.ts";
import {
  fastNormalBlocks,
  mostOutputs,
  nextOutputs,
  plainNormalBlocks,
} from "../../src/random/normals_kernel.ts";
import { MersenneTwister, stateLength } from "../../src/random/mersenne_twister.ts";
import { blockLength, normalBlocks } from "../../src/random/torch_normal.ts";

/** Two twisters in one state, some outputs after their seed. */
function pair(seed: number, skipped: number): [MersenneTwister, MersenneTwister] {
  const twisters: [MersenneTwister, MersenneTwister] = [
    new MersenneTwister(seed),
    new MersenneTwister(seed),
  ];
  for (const twister of twisters) twister.skip(skipped);
  return twisters;
}

/** How many places differ in their bits. */
function differences(a: Float32Array, b: Float32Array): number {
  const [p, q] = [a, b].map((x) => new Uint32Array(x.buffer, x.byteOffset, x.length));
  assert.equal(p.length, q.length);
  return p.reduce((count, word, i) => count + Number(word !== q[i]), 0);
}

/** Normals of both makers, which must leave their twisters alike. */
function bothNormals(
  fast: MersenneTwister,
  slow: MersenneTwister,
  blocks: number,
  kernel = fastNormalBlocks,
) {
  const normals = new Float32Array(blocks * blockLength);
  const expected = new Float32Array(blocks * blockLength);
  kernel(fast, normals, 0, blocks);
  normalBlocks(slow, expected, 0, blocks);
  assert.equal(fast.next(), slow.next());
  return { normals, expected };
}

/** The word of state that makes this output: the tempering, backwards. */
function untempered(output: number): number {
  let y = output ^ (output >>> 18);
  y ^= (y << 15) & 0xefc60000;
  let word = y;
  for (let i = 0; i < 4; i++) word = y ^ ((word << 7) & 0x9d2c5680);
  y = word;
  for (let i = 0; i < 2; i++) word = y ^ (word >>> 11);
  return word;
}

/** A twister whose next 624 outputs are these. */
function twisterOf(outputs: number[]): MersenneTwister {
  const twister = new MersenneTwister(0);
  twister.state.set(outputs.map(untempered));
  twister.position = 0;
  return twister;
}

Deno.test("The kernel makes the bits of 1,200,000 normals that the reference makes", () => {
  for (const [seed, skipped] of [[0, 0], [1, 1], [2 ** 32 - 1, 623], [42, 624 + 311]]) {
    const { normals, expected } = bothNormals(...pair(seed, skipped), 18_750);
    assert.equal(differences(normals, expected), 0, `seed ${seed}`);
  }
});

Deno.test("An engine without relaxed SIMD makes the same bits", () => {
  const { normals, expected } = bothNormals(...pair(3, 100), 10_000, plainNormalBlocks);
  assert.equal(differences(normals, expected), 0);
});

Deno.test("The kernel makes the reference's bits where a branch or an exponent changes", () => {
  const turning = [2 ** 24 * (1 - Math.SQRT1_2)];
  for (let eighth = 0; eighth <= 8; eighth++) turning.push(eighth * 2 ** 21);
  for (let power = 0; power < 24; power++) turning.push(2 ** power, 2 ** 24 - 2 ** power);
  const near = turning.flatMap((k) => [-2, -1, 0, 1, 2].map((d) => (Math.round(k) + d) & 0xffffff));
  // Each near value is once the radius's and once the angle's, with the others in turn.
  for (let shift = 0; shift < near.length; shift += 29) {
    const outputs = Array.from({ length: stateLength }, (_, i) => {
      const place = Math.floor(i / blockLength) * 8 + i % 8;
      return near[(i % blockLength < 8 ? place : place + shift) % near.length];
    });
    const { normals, expected } = bothNormals(twisterOf(outputs), twisterOf(outputs), 39);
    assert.equal(differences(normals, expected), 0, `shift ${shift}`);
  }
});

Deno.test("The kernel's extreme normals are a positive zero and the largest radius", () => {
  const none = Array(stateLength).fill(0);
  const normals = new Float32Array(blockLength);
  fastNormalBlocks(twisterOf(none), normals, 0, 1);
  assert.ok(normals.every((normal) => Object.is(normal, 0)));

  const most = none.map((_, i) => i % blockLength < 8 ? 2 ** 24 - 1 : 0);
  fastNormalBlocks(twisterOf(most), normals, 0, 1);
  const largest = Math.sqrt(-2 * Math.log(2 ** -24));
  assert.ok(Math.abs(normals[0] / largest - 1) < 2 ** -23);
  assert.deepEqual([...normals], [...Array(8).fill(normals[0]), ...Array(8).fill(0)]);
});

Deno.test("The kernel writes its blocks, from its offset on, and nothing else", () => {
  const [fast, slow] = pair(6, 5);
  const [target, expected] = [new Float32Array(80).fill(9), new Float32Array(80).fill(9)];
  for (const blocks of [0, 3]) {
    fastNormalBlocks(fast, target, 20, blocks);
    normalBlocks(slow, expected, 20, blocks);
    assert.equal(differences(target, expected), 0);
  }
  assert.deepEqual([...target.subarray(68)], Array(12).fill(9));
});

Deno.test("nextOutputs gives the outputs that next gives, wherever the twister stands", () => {
  const [fast, slow] = pair(8, 2);
  for (const count of [0, 1, 3, 619, 625, 2, 1_248, mostOutputs, 7]) {
    const expected = Array.from({ length: count }, () => slow.next());
    assert.deepEqual([...nextOutputs(fast, count)], expected, `${count} outputs`);
    assert.equal(fast.next(), slow.next());
  }
});

Deno.test("Two generators that take turns do not disturb one another", () => {
  const [[a, expectedA], [b, expectedB]] = [pair(1, 0), pair(2, 0)];
  for (const [fast, slow] of [[a, expectedA], [b, expectedB], [a, expectedA]]) {
    const { normals, expected } = bothNormals(fast, slow, 50);
    assert.equal(differences(normals, expected), 0);
  }
});

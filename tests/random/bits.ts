/** What the tests of random numbers compare: bits and hashes. */

/** The bits of each float32, in hexadecimal. */
export function bits(values: Float32Array): string[] {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  return Array.from(words, (word) => word.toString(16).padStart(8, "0"));
}

/** The first 16 hex digits of the SHA-256 of the little-endian bytes. */
export async function hash(values: Float32Array | Float64Array): Promise<string> {
  const { buffer, byteOffset, byteLength } = values;
  const digest = await crypto.subtle.digest(
    "SHA-256",
    new Uint8Array(buffer, byteOffset, byteLength).slice(),
  );
  return Array.from(
    new Uint8Array(digest).subarray(0, 8),
    (byte) => byte.toString(16).padStart(2, "0"),
  ).join("");
}

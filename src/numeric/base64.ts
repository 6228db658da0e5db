/**
 * Bytes of base64, where an engine has no reader of its own: Node up to 24.
 *
 * @module
 */

/** The bytes of a text of base64. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const own = Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  if (own.fromBase64) return own.fromBase64(base64);
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

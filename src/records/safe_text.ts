/**
 * Text from outside, made safe for a terminal and for a picture.
 *
 * @module
 */

/** Control characters, and marks that turn the direction of what follows. */
const unsafe = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** Of these, all but a line's end and a tab. */
const unsafeInLines = /(?![\n\t])[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** What XML has no character for: controls, and halves of characters. */
const notXml = /(?![\n\r\t\u007f-\u009f])\p{Cc}|[\ufffe\uffff]|\p{Cs}/gu;

const named: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  const digits = code.toString(16);
  return named[character] ??
    (code < 0x100 ? `\\x${digits.padStart(2, "0")}` : `\\u${digits.padStart(4, "0")}`);
}

/**
 * One line of text in which control characters are written out, as \x1b: none of them reaches a terminal.
 *
 * @param most Longer text is cut, and ends with an ellipsis.
 */
export function safeLine(text: string, most = Infinity): string {
  const short = text.length > most ? `${text.slice(0, most)}...` : text;
  return short.replace(unsafe, escaped);
}

/** The same of several lines, which stay lines. */
export function safeLines(text: string): string {
  return text.replace(unsafeInLines, escaped);
}

/** Text with what XML cannot hold written out. */
export function xmlText(text: string): string {
  return text.replace(notXml, escaped);
}

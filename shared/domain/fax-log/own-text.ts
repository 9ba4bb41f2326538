/**
 * The same text in memory of its own. A cell is a slice of the text it was cut from, and whoever keeps the cell keeps
 * all of that: what outlives the row must be copied.
 */
export function ownText(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

/** Lines of an address that are streets, told from names that have a street's word in them. */
import { hasLegalForm, hasPostcode, looksLikeStreet, opensWithTrade } from './name-shapes.ts';
import { tidyName } from './name-tidy.ts';

/** A street, and not a name that begins with a number or has a street's word in it: "99 Speed Mart S/B". */
export function streetLike(text: string): boolean {
  if (!looksLikeStreet(text)) return false;
  if (!/\d/.test(text) && opensWithTrade(text)) return false;
  return !((/^\d/.test(text) || !/\d/.test(text)) && hasLegalForm(tidyName(text)));
}

/** "Am Markt 4, 21614 Buxtehude": the line of a town that has its street as well. */
export function holdsStreet(text: string): boolean {
  const parts = text.split(/\s*,\s*|\s+[-–—•·|]\s+/);
  const town = parts.findIndex(hasPostcode);
  const before = parts.slice(0, town < 0 ? -1 : town);
  return before.some(looksLikeStreet) && /\d/.test(before.join(' '));
}

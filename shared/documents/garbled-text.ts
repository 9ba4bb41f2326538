/**
 * Text that no one wrote: what a PDF gives when a font's codes are not what they seem. The page looks right and its
 * text layer says nothing, or worse, says something else.
 */

/**
 * The commonest pairs of letters in French, English, German, Spanish, Italian, Dutch and Portuguese, without
 * accents. In any of these languages eight of ten pairs and more are among them.
 */
const COMMON_PAIRS: ReadonlySet<string> = new Set(
  (
    'th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ' +
    'ic ne ea ra ce li ch ll be ma si om ur el et la ai em ie qu us ns eu il ss tr pr pa un av au ei ge sc da di we ' +
    'no os ue ad do ci ta ee aa oo va ac am ap ca ec em ep id ig im ir iv lo mo na ni op ot pe po rt ru sa so su ' +
    'tu ul um ut vi ag ab ct ex fa fi fo ga ho hr ht ib if ke ks la lu mi mm mp nn nu nz og ol pl pp rd rg rk rs sp tt ' +
    'ty ub uc ud ui uo up ux za zu bi bo br bu cl cr cu du dr ef eg eb ev ey fe fr ft gr gu gi go hn ho hu ij ik ja ' +
    'je ju ka ki ko lt ls ld mb mu ob oc od oi ov ow pi ph pu rb rc rl rm rn rr rv ry sh sk sl sm sq sw ts tz vo wa wi ' +
    'wo ye zi ze zw gl fl ff kt kl kr dn gn cc ds dt ha ao oa oe ae ia iz az'
  ).split(' '),
);

/**
 * From how many pairs on which share is too small for a language. Pages of real invoices have 0.8 and more; shifted
 * by one to thirty places they have 0.55 at most. Few pairs may be abbreviations, and must be stranger than that.
 */
const TOO_STRANGE: readonly (readonly [pairs: number, share: number])[] = [
  [40, 0.6],
  [25, 0.5],
];

/** Characters that no one writes: private use, unassigned, controls, the replacement mark. */
const RUBBISH = /[\p{Co}\p{Cn}\p{Cc}\ufffd]/gu;
/** Glyph numbers that programs wrote in place of characters they had no name for. */
const GLYPH_NUMBERS = /\(cid:\d+\)|\/g\d{1,5}(?=\/|$)|\/uni[0-9A-F]{4}(?=\/|$)/g;

/** How many characters of a text are rubbish. */
export function rubbishIn(text: string): number {
  const numbers = text.match(GLYPH_NUMBERS);
  const rest = numbers ? text.replace(GLYPH_NUMBERS, '') : text;
  return (numbers?.join('').length ?? 0) + (rest.match(RUBBISH)?.length ?? 0);
}

/** Letters and digits outside of glyph numbers. */
export function lettersIn(text: string): number {
  return text.replace(GLYPH_NUMBERS, '').match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

/**
 * The share (0–1) of common pairs among all pairs of Latin letters within words, and how many there were. Words in
 * other alphabets are left out: of those nothing is known.
 */
export function commonPairs(words: readonly string[]): { share: number; pairs: number } {
  let pairs = 0;
  let common = 0;
  for (const word of words) {
    const letters =
      word
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .match(/[a-z]{3,}/g) ?? [];
    for (const run of letters) {
      for (let at = 0; at + 1 < run.length; at++) {
        pairs++;
        if (COMMON_PAIRS.has(run.slice(at, at + 2))) common++;
      }
    }
  }
  return { share: pairs === 0 ? 0 : common / pairs, pairs };
}

/** Whether the words set in one font are garbled: mostly rubbish, or letters that form no language. */
export function isGarbled(words: readonly string[]): boolean {
  let rubbish = 0;
  let letters = 0;
  for (const word of words) {
    rubbish += rubbishIn(word);
    letters += lettersIn(word);
  }
  if (rubbish >= 0.15 * (rubbish + letters) && rubbish > 0) return true;
  const { share, pairs } = commonPairs(words);
  return TOO_STRANGE.some(([enough, least]) => pairs >= enough && share < least);
}

/** Windows-1252's characters above 0x7F that Latin-1 does not have, by their code (WHATWG Encoding, index). */
const WINDOWS_1252 = new Map<string, number>(
  Array.from(new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 32 }, (_, n) => 0x80 + n))).map(
    (character, n) => [character, 0x80 + n],
  ),
);

/** UTF-8 taken for Latin-1: a lead byte's character, then as many others from the upper half as it announces. */
const MOJIBAKE = /[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]/;

/** Text in which UTF-8 was taken for Windows-1252 as it was meant ("FacturÃ©" is "Facturé"); other text unchanged. */
export function withoutMojibake(text: string): string {
  if (!MOJIBAKE.test(text)) return text;
  const bytes: number[] = [];
  for (const character of text) {
    const code = WINDOWS_1252.get(character) ?? character.codePointAt(0)!;
    if (code > 0xff) return text;
    bytes.push(code);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return text;
  }
}

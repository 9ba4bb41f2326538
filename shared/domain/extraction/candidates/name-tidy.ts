/** Names of companies without what is printed around them, and with what readers did to their legal forms undone. */
import { hasLegalForm, withoutLegalForm } from './name-shapes.ts';

/** Legal forms as readers spoil them: "GnbH", "5dn Bhd", "S/8". Each is written out where it ends a name. */
const SPOILT: ReadonlyArray<readonly [RegExp, string]> = [
  [/\bG(?:n|rn|m)b[Hh]\b/g, 'GmbH'],
  [/\b[S5][DO]N\.?\s?B[HN][DO]\b/g, 'SDN BHD'],
  [/\b[S5]dn\.?\s?Bh[do]\b/g, 'Sdn Bhd'],
  [/(?<=\p{L}.*\s)[S5]\/[B8R](?=\W*$|\s+\(?\d)/u, 'S/B'],
  [/\b[L1][Tt][Dd]\b/g, 'Ltd'],
  [/\bSAR[I1]\b/g, 'SARL'],
  [/\bS\.A\.[5S]\b/g, 'S.A.S'],
  [/\b1nc\b/g, 'Inc'],
];

/** A name without labels, registration numbers, titles and stray signs; empty where nothing else was there. */
export function tidyName(text: string): string {
  return cutAfterForm(formsMended(text))
    .replace(/^(?:name|nom|raison sociale|société|company|firma)\s*:\s*/i, '')
    .replace(/^(?:logo)\s+/i, '')
    .replace(
      /\s*\(?\s*(?:co\.?\s*reg\.?|company\s*(?:reg\.?)?|reg\.?|roc|rob|co\.?)\s*(?:no\.?)?\s*[:.#]?\s*\(?[\w-]*\d[\w-]*\)?.*$/i,
      '',
    )
    .replace(/\s*[([]\s*[A-Z]{0,3}\d{4,}[\w\s-]*[)\]]?\s*$/, '')
    .replace(/\s*[([]?\s*\d{4,}\s*-?\s*[A-Z]?\s*[)\]]?\s*$/, '')
    .replace(/\s+(?:invoice|facture|rechnung)$/i, '')
    .replace(/^[^\p{L}\d"'(]+/u, '')
    .replace(/^\((?!.*\))/, '')
    .replace(/[\s,;:·•●|*_~-]+$/u, '')
    .replace(/\s{2,}/g, ' ')
    .trim();
}

/** Whether a text is a legal form and nothing else: the second line of a name. */
export function isLegalFormAlone(text: string): boolean {
  return hasLegalForm(text) && !/\p{L}.*\p{L}/u.test(withoutLegalForm(text).replace(/\b(?:co|cie)\b/gi, ''));
}

/** A text with its spoilt legal forms written out. */
export function formsMended(text: string): string {
  let result = text;
  for (const [pattern, form] of SPOILT) {
    // "LTD" and "Sdn. Bhd" are other ways to write it, no damage.
    result = result.replace(pattern, (found) =>
      found.replace(/[.\s]/g, '').toLowerCase() === form.replace(/[.\s]/g, '').toLowerCase() ? found : form,
    );
  }
  // "RAYA BHD169199-Y": the number of registration moved up to the form.
  result = result.replace(/(?<=\bBHD)\.?(?=\(?\d{4})/gi, ' ');
  // "Ber1in": a one among small letters is a letter, too.
  result = result.replace(/(?<=\p{L})1(?=\p{Ll})/gu, 'l');
  // "HAI-0 RAYA": a nought among capitals is a letter.
  return result.replace(
    /(?<![\p{L}\d])(?=[\p{Lu}.-]*\p{Lu})[\p{Lu}.-]*0[\p{Lu}.-]*(?![\p{L}\d])/gu,
    (word) => (/\p{Lu}.*\p{Lu}/u.test(word) ? word.replace('0', 'O') : word),
  );
}

/** "King's Bakery S/B 273500-U (6KJ": what follows a legal form and has digits is a number of registration. */
function cutAfterForm(text: string): string {
  const end =
    /^(.*?\s(?:(?:SDN\.?\s?)?BHD\.?|S\/B|GmbH|AG|SARL|SAS|Ltd\.?|Limited|Inc\.?|B\.?V\.?|S\.?r\.?l\.?|S\.?p\.?A\.?))[\s(,]*(?=\S*\d)\S*(?:\s.*)?$/iu.exec(
      text,
    );
  if (end?.[1]) return end[1];
  // "Brandt GmbH & Co. KG, Schloß Holte": the seat.
  const seat =
    /^(.*?\s(?:GmbH|AG|KG|OHG|UG|SARL|SAS|Ltd|Limited|Inc|B\.?V|S\.?r\.?l|S\.?p\.?A)\.?), *\p{L}[^,]*$/u.exec(
      text,
    );
  return seat?.[1] ?? text;
}

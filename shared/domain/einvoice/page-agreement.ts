/**
 * The visible page against the data: where they agree a value gets its place on the page; where the page surely
 * says otherwise there is a check. What was merely misread is no difference: a value that stands anywhere on the
 * page, in any usual form, agrees.
 */
import { printedDates } from '../dates/printed-dates.ts';
import { checkOf } from '../extraction/checks/catalogue.ts';
import type { Check, Extraction, Field, FieldLabel } from '../extraction/result.ts';
import { ibanLength, isIban } from '../identifiers/bank-account.ts';
import type { Page } from '../page/page.ts';
import { foldedKey } from '../text/fold.ts';

/** How the value of a field is looked for on the page. */
const COMPARED: ReadonlyArray<readonly [FieldLabel, (value: string | number, page: PageText) => boolean]> = [
  ['numero_facture', showsKey],
  ['date_facture', showsDay],
  ['date_echeance', showsDay],
  ['montant_ht', showsAmount],
  ['montant_tva', showsAmount],
  ['montant_ttc', showsAmount],
  ['montant_du', showsAmount],
  ['tva_fournisseur', showsKey],
  ['siret_fournisseur', showsKey],
  ['siren_fournisseur', showsKey],
  ['iban', showsKey],
];

/** The words of all pages in the forms that values are looked for in. */
export interface PageText {
  /** As read, words apart by one space. */
  text: string;
  /** Letters and digits only, folded. */
  key: string;
  days: ReadonlySet<string>;
}

/** Puts the words of pages together; linear in them. */
export function pageTextOf(pages: readonly Page[]): PageText {
  const text = pages.map((page) => page.words.map((word) => word.text).join(' ')).join('\n');
  const days = printedDates(text, { compact: true }).flatMap((date) => [date.dayFirst, date.monthFirst]);
  return { text, key: foldedKey(text), days: new Set(days.filter((day) => day !== null)) };
}

function showsKey(value: string | number, { key }: PageText): boolean {
  return key.includes(foldedKey(String(value)));
}

function showsDay(value: string | number, { days }: PageText): boolean {
  return days.has(String(value));
}

/** Whether an amount is printed, with any separators and either sign; cents that are zero may be left out. */
function showsAmount(value: string | number, { text }: PageText): boolean {
  const [whole = '0', cents = '00'] = Math.abs(Number(value)).toFixed(2).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, "[\\s.,'’\\u00a0\\u202f]?");
  const shown = cents === '00' ? '(?:\\s?[.,]\\s?(?:00|-+))?' : `\\s?[.,]\\s?${cents.replace(/0$/, '0?')}`;
  return new RegExp(`(?<![\\d]|\\d[.,])${grouped}${shown}(?!\\d|[.,]\\d)`).test(text);
}

function isSame(one: Field, other: Field): boolean {
  return foldedKey(String(one.normalized)) === foldedKey(String(other.normalized));
}

/**
 * The fields of the data, those that the page reads alike with its place.
 * @param seen the fields that the pages alone gave.
 */
export function placed(fields: Extraction['fields'], seen: Extraction['fields']): Extraction['fields'] {
  const result: Extraction['fields'] = {};
  for (const [label, field] of Object.entries(fields) as [FieldLabel, Field][]) {
    const twin = seen[label];
    result[label] = twin && isSame(field, twin) ? { ...field, page: twin.page, bbox: twin.bbox } : field;
  }
  return result;
}

/** The first IBAN with a right key that a text prints, in groups or not, without spaces; null for none. */
function ibanIn(text: string): string | null {
  for (const match of text.matchAll(/(?<![A-Z0-9])[A-Z]{2}\d{2}(?=[ \u00a0]?[A-Z0-9])/g)) {
    const length = ibanLength(match[0].slice(0, 2));
    if (length === null) continue;
    // Twice its length holds it even where every character stands alone.
    const compact = text.slice(match.index, match.index + 2 * length).replace(/\s/g, '');
    if (isIban(compact.slice(0, length))) return compact.slice(0, length);
  }
  return null;
}

/**
 * What the page surely says otherwise. Another account than the data's is an error, as is another total in a text
 * layer: it is how payments are led astray.
 * @param threshold 0–1; what the page was read with less surely is not held against the data.
 */
export function differences(
  fields: Extraction['fields'],
  seen: Extraction['fields'],
  page: PageText,
  threshold: number,
): Check[] {
  return COMPARED.flatMap(([label, shows]) => {
    const own = fields[label];
    if (!own || shows(own.normalized, page)) return [];
    // An account proves itself by its key, whatever was made of it on the page.
    const account = label === 'iban' ? ibanIn(page.text) : null;
    const other = seen[label];
    const isSure =
      other && other.source !== 'derived' && other.confidence >= threshold && !isSame(own, other);
    if (account === null && !isSure) return [];
    // A text layer is not misread: who sees the page is asked for another sum than who books the data.
    const isOtherSum = label === 'montant_ttc' && other?.source === 'text-layer';
    return [
      checkOf('xml_differs_from_page', {
        fields: [label],
        parameters: { field: label, page: account ?? other!.value, xml: own.value },
        ...((account !== null || isOtherSum) && { level: 'error' }),
      }),
    ];
  });
}

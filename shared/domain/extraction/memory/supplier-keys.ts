/** By what a supplier is recognised on a document, before anything was extracted. */
import { foldedKey } from '../../text/fold.ts';
import type { Extraction } from '../result.ts';
import type { Sheet } from '../sheet.ts';

/** Of mailboxes that anybody may have. */
const PUBLIC_MAIL =
  /^(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|aol|gmx|web|t-online|orange|wanadoo|free|sfr|laposte|libero|virgilio|telefonica|sapo|ziggo|planet|proton|protonmail)\./;
const DOMAIN = /(?:@|www\.|https?:\/\/)([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})/g;
/** Fewer letters say too little: "sarl", "shop". */
const NAME_LENGTH = 5;
/** Lines at a document's head and foot, where a company prints its own particulars. */
const HEAD_LINES = 12;
const FOOT_LINES = 6;
/** Letters and digits of a line that tells one company from another, and what of a long one is compared. */
const LINE_LENGTH = 8;
const LINE_KEPT = 48;
/** Of anything a sender wrote: a sort key of DynamoDB holds 1,024 bytes, of which a letter takes up to four. */
const KEY_LENGTH = 200;
/** DynamoDB takes 100 keys in one BatchGetItem. */
export const MAX_KEYS = 80;

/**
 * Keys of everyone a document names, buyer included: `siren:…`, `vat:…`, `iban:…`, `web:…`, `name:…`, and `line:…`
 * for what stands at its head and foot, each in one spelling. At most 80, identifiers first. Which of them are the
 * supplier's is learned at confirmation.
 */
export function supplierKeys(sheet: Sheet): string[] {
  const keys = new Set<string>();
  for (const { value } of sheet.identifiers) {
    if (value.keyIsRight === false) continue;
    const key = identifierKey(value.kind, value.id);
    if (key) keys.add(key);
  }
  const { lines } = sheet.layout;
  for (const line of lines) {
    if (keys.size >= MAX_KEYS) break;
    const text = line.text.toLowerCase();
    if (!text.includes('.')) continue;
    for (const [, domain] of text.matchAll(DOMAIN))
      if (!PUBLIC_MAIL.test(domain!)) keys.add(`web:${domain!.slice(0, KEY_LENGTH)}`);
  }
  const ends = new Set([...lines.slice(0, HEAD_LINES), ...lines.slice(-FOOT_LINES)]);
  for (const line of ends) for (const segment of line.segments) addLine(keys, segment.text);
  for (const { value } of sheet.parties) {
    const key = nameKey(value.name);
    if (key) keys.add(key);
  }
  return [...keys].slice(0, MAX_KEYS);
}

function addLine(keys: Set<string>, text: string): void {
  const key = foldedKey(text);
  if (key.length >= LINE_LENGTH) keys.add(`line:${key.slice(0, LINE_KEPT)}`);
}

/** A SIRET stands for its company's SIREN; a BIC names a bank, not its customer: null. */
export function identifierKey(kind: string, id: string): string | null {
  if (kind === 'siret' || kind === 'siren') return `siren:${id.slice(0, 9)}`;
  return kind === 'vat' || kind === 'iban' ? `${kind}:${id.slice(0, KEY_LENGTH)}` : null;
}

/** Null for a name too short to tell anyone apart. */
export function nameKey(name: string): string | null {
  const key = foldedKey(name);
  return key.length >= NAME_LENGTH ? `name:${key.slice(0, KEY_LENGTH)}` : null;
}

/** The keys of a record's seller, by the identifiers that its fields hold. */
export function sellerKeys({
  siren_fournisseur,
  siret_fournisseur,
  tva_fournisseur,
  iban,
}: Extraction['fields']): string[] {
  const keys = [
    siren_fournisseur && identifierKey('siren', String(siren_fournisseur.normalized)),
    siret_fournisseur && identifierKey('siret', String(siret_fournisseur.normalized)),
    tva_fournisseur && identifierKey('vat', String(tva_fournisseur.normalized)),
    iban && identifierKey('iban', String(iban.normalized)),
  ];
  return [...new Set(keys.filter((key): key is string => Boolean(key)))];
}

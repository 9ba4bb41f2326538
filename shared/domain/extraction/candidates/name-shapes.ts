/** What names of companies, streets and towns look like in Europe (and on receipts from elsewhere). */
import { fold } from '../../text/fold.ts';

const LEGAL_FORM =
  /(?:^|[\s,(&.-])(?:SARL|S\.?A\.?R\.?L\.?|SASU?|S\.A\.S\.?U?|EURL|SCI|SNC|SELARL|SCOP|SA|S\.A\.|SCP|GIE|GmbH|GMBH|gGmbH|AG|KG|KGaA|OHG|GbR|UG|e\.\s?K\.?|e\.\s?V\.?|a\.\s?G\.?|mbH|MBH|Ltd|LTD|Limited|LIMITED|LLC|L\.L\.C\.|Inc|INC|Corp|CORP|Corporation|CORPORATION|PLC|Plc|LLP|B\.?V\.?|N\.?V\.?|VOF|S\.?p\.?A\.?|SPA|S\.?r\.?l\.?|SRL|S\.?L\.?U?\.?|s\.\s?[AL]\.(?:U\.?)?|Lda|LDA|SDN\.?\s?BHD|Sdn\.?\s?Bhd|S\/B|BHD|Bhd|PTE|Pte|Pvt|PVT|A\/S|AB|Oy|ApS|sp\. z o\.o\.|S[ÀA]RL|S[àa]rl|sarl|OG|[eE]\.\s?U\.|V\.?O\.?F\.?|Pty|PTY|Ltda?|LTDA|S\.?n\.?c\.?|S\.?a\.?s\.|S\.\s?Coop|Teoranta|TEORANTA|CVBA|BVBA|SRLS|Unipessoal|UNIPESSOAL)(?=$|[\s,.;:)/-])/u;
const TRADE_WORD =
  /\b(?:enterprise|enterprises|trading|hardware|restaurant|restoran|restauran|store|stores|supermarket|market|mart|pharmacy|pharmacie|farmasi|apotheke|shop|cafe|bakery|bakeries|boulangerie|hotel|bistro|holdings?|group|groupe|industries|services|stationery|kedai|perniagaan|syarikat|baumarkt|markt|drogerie|hypermarket|books?|gift|deco|motor|electrical|company|boutique|station|restaurants)\b/;
const STREET =
  /\b(?:rue|avenue|ave|av|boulevard|bd|blvd|chemin|place|allee|impasse|quai|route|rte|cours|square|faubourg|lieu dit|street|st|road|rd|lane|drive|way|jalan|jln|jl|lorong|lot|taman|tmn|strasse|str|weg|platz|gasse|ring|via|viale|piazza|corso|calle|plaza|avenida|rua|straat|laan|plein|kade|bp|po box|p o box|postfach|batiment|bat|zi|za|zac|level|floor|suite|kawasan|persiaran|bandar|bangunan|plot|block|seksyen|section|parc|zone|residence|immeuble|domaine|hameau|lotissement|quartier|cite|bourg|ground floor|flr|kampung|mall|shopping (?:centre|center)|centre commercial|centro comercial|centro commerciale|einkaufszentrum|winkelcentrum|tower|building|wisma|menara)\b/;
const STREET_SUFFIX =
  /\p{L}{2,}(?:strasse|str\.?|weg|platz|gasse|allee|straat|laan|gracht|kade|plein|chaussee|damm|ufer|ring)\s*\.?\s*\d+/u;
const NUMBER_AND_NAME = /^\d{1,5}\s?(?:bis|ter|[a-z])?[.,]?\s+\p{L}{2,}/u;
const UNIT =
  /^(?:no|lot|unit|blok|blk|block|shop|kiosk|stall|gerai|suite|level|plot|n[°º])\b[\s.:]*[\p{L}-]{0,3}\d/iu;
/** "#01-1123": the floor and the unit, as in Singapore. */
const UNIT_NUMBER = /(?:^|\s)#[B\d]\d?-\d{1,4}\b/;
const NAME_AND_NUMBER = /^\p{Lu}[\p{L}.\-' ]{2,30}\s\d{1,4}\s?[a-z]?$/u;

const POSTCODES: readonly RegExp[] = [
  /^\d{5}\p{Lu}\p{L}{1,}/u,
  /(?:^|[\s,(/-])(?:(?:F|D|I|E|FR|DE|IT|ES)[-\s])?\d{5}[\s,]+(?!x\b|\d)\p{L}[\p{L}.'’-]+/u,
  /(?:^|\s)\d{4}\s?[A-Z]{2}(?:\s+\p{L}{3,}|$)/u,
  /^(?:(?:B|L|A|CH|AT|BE|LU|DK)[-\s])?\d{4}\s+(?:St\.?\s)?\p{Lu}\p{L}{2,}/u,
  /^\d{5}\s?[-–]\s?\p{Lu}\p{L}{2,}/u,
  /^\p{Lu}\p{Ll}+(?:\s\p{L}+){0,3}\s\(\d{5}\)(?:,|$)/u,
  /\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b/,
  /\b[A-Z]{2},?\s+\d{5}(?:-\d{4})?\b/,
  /\b\d{4}-\d{3}\s+\p{L}/u,
  /\p{L}{3,}\s*-?\s*\d{6}\b/u,
];

const COUNTRIES = new Set(
  'france deutschland germany allemagne belgique belgium belgie luxembourg suisse schweiz switzerland espana spain espagne italia italy italie nederland netherlands pays-bas portugal osterreich austria autriche united kingdom royaume-uni united states usa india malaysia england ireland'.split(
    ' ',
  ),
);

/** Forms that Indonesian firms put before their names: "PT Sinar Abadi"; "PT15944" is a lot of land. */
const FORM_BEFORE = /^(?:PT|CV)\.?\s+(?=\p{Lu}\p{L}{2})/u;

/** Whether a text names a legal form: SARL, GmbH, Ltd, Sdn Bhd … */
export function hasLegalForm(text: string): boolean {
  return LEGAL_FORM.test(text) || FORM_BEFORE.test(text);
}

/** A text without its legal forms. */
export function withoutLegalForm(text: string): string {
  let rest = text;
  for (let cut = 0; cut < 4; cut++) {
    const next = rest.replace(LEGAL_FORM, ' ');
    if (next === rest) break;
    rest = next;
  }
  return rest.trim();
}

/** Whether a text has a word that shops and firms carry in their names. */
export function hasTradeWord(text: string): boolean {
  return TRADE_WORD.test(fold(text));
}

const TRADE_OPENING =
  /^(?:restoran|restaurant|kedai|perniagaan|syarikat|farmasi|klinik|butik|stesen|warung|toko|rumah makan|pharmacie|apotheke|boulangerie|patisserie|brasserie|librairie|hotel|gasthaus|gasthof|wirtshaus|backerei|metzgerei|buchhandlung|trattoria|osteria|ristorante|pizzeria|farmacia|panaderia|cafeteria|padaria|pastelaria|bakkerij|boekhandel|cafe|bistro|bar)\s+\p{L}{2}/u;

/** Whether a text begins with what a shop is, as names do: "Restoran Kampung Baru", "Café de la Place". */
export function opensWithTrade(text: string): boolean {
  return TRADE_OPENING.test(fold(text));
}

const OWNER =
  /^(?:inh(?:\.|aber(?:in)?\b)|p[äa]chter(?:in)?\b|betreiber(?:in)?\b|prop(?:\.|rietor\b)|familie\b|owned by\b|operated by\b|managed by\b|exploit[ée] par\b|g[ée]rante?\b|gestione\b|titolare\b|titular\b|a unit of\b|di (?=\p{Lu}))/iu;

/** Whether a line says who runs the shop rather than what it is called: "Inh. Petra Holm e.K.". */
export function namesOwner(text: string): boolean {
  return OWNER.test(text.replace(/^[^\p{L}]+/u, ''));
}

const GENERIC = /\b(?:and|et|und|y|e|en|le|la|the|der|die|das|de|du)\b|[^\p{L}]/gu;

/** Whether a text is nothing but what a shop sells or is: "Bistro & Café", "Supermarkt". */
export function isTradeAlone(text: string): boolean {
  const rest = fold(text).replace(new RegExp(TRADE_WORD, 'g'), '').replace(GENERIC, '');
  return rest === '';
}

/** "2210 Juniper Ave", "1800 Pearl St Ste 200": a number that is the house's, whatever its length. */
const HOUSE_AND_STREET =
  /^\d{4,5}\s+\p{Lu}[\p{L}.' ]*\s(?:Ave|Avenue|St|Street|Rd|Road|Blvd|Boulevard|Dr|Drive|Ln|Lane|Way|Ct|Court|Pkwy|Parkway|Hwy|Highway|Ter|Terrace)\.?(?:,?\s+(?:(?:Ste|Suite|Apt|Unit|Floor|Fl|Bldg)\b.*|#.*|[NSEW]{1,2}))?$/u;

/** Whether a line gives a postcode with its town. */
export function hasPostcode(text: string): boolean {
  // "RAYA BHD169199-Y" has the number of a company.
  if (!/\d/.test(text) || /\bB[HN]D\.?\s?\(?\d/i.test(text)) return false;
  return !HOUSE_AND_STREET.test(text) && POSTCODES.some((pattern) => pattern.test(text));
}

/** Whether a line reads like a street, a building, a post box. */
export function looksLikeStreet(text: string): boolean {
  const folded = fold(text);
  if (STREET.test(folded.replace(/[.,:]/g, ' ')) && !/^(?:the|no)$/.test(folded)) return true;
  return (
    STREET_SUFFIX.test(folded) ||
    (NUMBER_AND_NAME.test(text) && !hasLegalForm(text)) ||
    NAME_AND_NUMBER.test(text) ||
    UNIT_NUMBER.test(text) ||
    UNIT.test(text)
  );
}

/** Whether a line is nothing but a country. */
export function isCountry(text: string): boolean {
  const folded = fold(text).replace(/[.,;]/g, '').trim();
  return (
    COUNTRIES.has(folded) ||
    folded === 'united kingdom' ||
    folded === 'united states' ||
    /^[A-Z]{2}$/.test(text.trim())
  );
}

/** Whether a line is a way to reach someone, not a name or an address: telephone, e-mail, web. */
export function isContact(text: string): boolean {
  return (
    /@|\bwww\.|https?:|\.(?:com|fr|de|net|org|nl|my)\b/i.test(text) ||
    /^(?:[^\p{L}\d]*)(?:(?:t[ée]l|tel|tcl|te1|tei|phone|fon|fax|mobile|hp|h\/p|e-?mail|telefon|telefax|t[ée]l[ée]phone|mob|contact)(?=$|[\s.:;\d(+-])|🐀|✉|🀀|\+\d)/iu.test(
      text,
    ) ||
    (text.replace(/\D/g, '').length >= 9 && text.replace(/[^\p{L}]/gu, '').length < 6)
  );
}

/** Spaces that readers lose, put back: "SDNBHD", "43200CHERAS", "LOT37636", ",No". */
export function respaced(text: string): string {
  return text
    .replace(/\b(SDN\.?)(?=BHD)/gi, '$1 ')
    .replace(/(?<=\p{L}{2})\((?=\p{L})/gu, ' (')
    .replace(/\)(?=\p{L}{2})/gu, ') ')
    .replace(/,(?=[\p{L}\d])/gu, ', ')
    .replace(/(?<=\p{L}{3})(?=\d)/gu, ' ')
    .replace(/(?<=(?:^|[\s,])\d{4,5})(?=\p{L}{3})/gu, ' ')
    .replace(/\s{2,}/g, ' ')
    .trim();
}

/** Titles of documents and greetings: never a name. */
const TITLE =
  /^\W*(?:facture|avoir|devis|invoice|tax invoice|simplified tax invoice|receipt|official receipt|cash (?:sale|bill|receipt)|credit note|rechnung|gutschrift|quittung|beleg|kundenbeleg|factuur|fattura|factura|fatura|ticket|recu|bon de (?:commande|livraison)|purchase order|order|quote|statement|original|copy|copie|duplicata|duplicate|page.*|seite.*|welcome.*|thank.*|merci.*|vielen dank.*|danke.*|date.*|bienvenue.*|logo.*|table|bill|retail invoices?(?:\/bill)?|customer copy|merchant copy|guest check|sales receipt|handelsrechnung.*)\W*$/;

export function isTitle(text: string): boolean {
  return TITLE.test(fold(text));
}

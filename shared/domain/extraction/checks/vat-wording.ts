/** What invoices say of VAT that is not charged, in folded text (`text/fold.ts`). */

const REVERSE_CHARGE =
  /auto-?\s?liquid(?:ation|ee)|\breverse[ -]charge|steuerschuldnerschaft des leistungsempfangers|\bbtw verlegd\b|inversion del sujeto pasivo|inversione contabile|autoliquidacao|odwrotne obciazenie/;

const EXEMPT =
  /tva non applicable|art(?:icle|\.)?\s?293\s?-?\s?b\b|kleinunternehmer|gemass §\s?19\b|§\s?19(?:\s?abs\.?\s?1)?\s?ustg|regime forfettario|particuliere vrijstellingsregeling/;

const OTHER_REASONS = new RegExp(
  [
    'exoner',
    'exempt',
    'hors champ',
    'non (?:soumis|assujetti|imposable|imponibil)',
    'franchise',
    'intra-?\\s?comm?un',
    'intra-?community',
    'export',
    'ausfuhr',
    'detaxe',
    'art(?:icle|icolo|iculo|igo|\\.)?\\s?(?:\\d{2,3})\\b.{0,30}(?:cgi|code general|directive|dpr|iva|ustg|civa|liva)',
    '(?:2006/112|112/2006|77/388)',
    'steuerfrei',
    'steuerbefrei',
    'umsatzsteuerfrei',
    'nicht steuerbar',
    'ohne (?:mwst|ust|umsatzsteuer)',
    'innergemeinschaft',
    '§\\s?(?:3a|4|6a|13b|25|25a)\\b',
    'differenzbesteuer',
    'versicherung',
    'regime (?:de la |particulier.{0,20})marge',
    'margin scheme',
    'zero[ -]rated',
    'outside the scope',
    'out of scope',
    'not subject to',
    'no vat',
    'vat free',
    'tax free',
    'vrijgesteld',
    'verlegd',
    'esente',
    'esenzione',
    'fuori campo',
    'exento|exencion',
    'isento|isencao',
    'debours',
  ].join('|'),
);

/** Whether a document says that the customer accounts for the VAT. */
export function saysReverseCharge(text: string): boolean {
  return REVERSE_CHARGE.test(text);
}

/** Whether a document says that its seller is a small business without VAT. */
export function saysExempt(text: string): boolean {
  return EXEMPT.test(text);
}

/** Whether a document gives any reason for charging no VAT; generous, since a check accuses where it finds none. */
export function saysWhyNoVat(text: string): boolean {
  return saysReverseCharge(text) || saysExempt(text) || OTHER_REASONS.test(text);
}

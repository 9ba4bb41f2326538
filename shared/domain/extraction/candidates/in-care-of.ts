/** Lines of an address that say whom in a house a letter is for, and are not the name of the house. */

const IN_CARE_OF =
  /^(?:c\/o|z\.?\s?h(?:d|dn)\.?|attn\.?|attention|att\.|à l['’]attention d[eu]|a l['’]attention d[eu]|t\.?\s?a\.?\s?v\.?|p\.?\s?a\.?|alla c\.?\s?a\.?|c\.?\s?a\.?|a\/c|a\/a|a la atenci[óo]n de|ao cuidado de|all['’]attenzione d[ie])(?=[\s:.])[\s:.]*(?=\p{L})/iu;
const DEPARTMENT =
  /^(?:accounts? (?:payable|receivable|dept\.?|department|office)|finance(?: (?:dept\.?|department|team|office))?|purchasing(?: department)?|billing(?: department)?|(?:le )?service (?:des? |de la )?(?:comptab\p{L}+|achats|financi?e?r?s?|facturation|fournisseurs)|direction (?:des? |de la |du )?\p{L}+|comptabilit[ée]|buchhaltung|(?:kreditoren|finanz)buchhaltung|rechnungswesen|rechnungseingang|einkauf|administraci[óo]n|contabilidad|ufficio \p{L}+|amministrazione|(?:crediteuren)?administratie|contabilidade)$/iu;

/** "c/o Immo Uri AG", "z. Hd. Frau Winter", "Attn: Accounts Payable", "Service comptabilité". */
export function isInCareOf(text: string): boolean {
  return IN_CARE_OF.test(text) || DEPARTMENT.test(text.trim());
}

/** Whether a text is the name of a department alone. */
export function isDepartment(text: string): boolean {
  return DEPARTMENT.test(text.trim());
}

/** Words that make a line of a table something else than an item. */
import { fold } from '../../text/fold.ts';

/** Sums that go on: a section's, or what a page carries over to the next. */
export const CARRIED =
  /^(?:sous total|sub ?total|subtotal|zwischensumme|a reporter|report|total a reporter|total page|report page precedente|ubertrag|carried forward|carried over|brought forward|balance forward|transport|over te dragen|overdracht|transporteren|riporto|a riportare|suma y sigue|suma anterior|a transportar|transporte|seitensumme|total de la page|tussentotaal|totale parziale)\b/;

/** The first line of the totals. */
export const TOTALS_BEGIN =
  /^(?:total|totaux|summe|montant total|net a payer|totaal|subtotaal|totale|subtotale|positionssumme|umsatzsteuer\w*|belegsummen|detail tva|taxe|tva|net total|nettobetrag|gesamt\w*|rounding|amount due|exclusief|zuzug\w*|zzgl|zu zahlen|grand total|balance|summary|remise commerciale|zahlungsbedingungen|imponibile|base imponible|importe total|valor total|montant ht|base ht|rechnungsbetrag|rechnungssumme|conditions de paiement|payment terms|vat summary|montant hors taxe|base imposable|warenwert|base tributavel|incidencia|goods total|net value|taxable amount|te betalen|por liquidar|valor sem|montante iva|importo totale|netto a pagare)\b/;

/** A discount or a charge on the whole document. */
const ADJUSTMENT =
  /^(?:remise|remises|rabais|ristourne|escompte|abschlag|nachlass|rabatt|skonto|discount|allowance|sconto|abbuono|descuento|dto|desconto|korting|charge|charges|majoration|zuschlag|surcharge|recargo|toeslag|maggiorazione|acompte|deposit|anzahlung|acconto|anticipo|aanbetaling)\b/;
/** What is charged beside the items: a row that names it, and nothing else, and has neither quantity nor price. */
const CARRIAGE =
  /^(?:frais (?:de |d')?(?:port|livraison|envoi|expedition|transport)|port(?: et emballage)?|transport|livraison|shipping(?: (?:and|&) handling)?|delivery charges?|delivery fee|freight|carriage|postage|p ?& ?p|s ?& ?h|versand(?:kosten)?|porto|fracht(?:kosten)?|lieferkosten|transportkosten|verzendkosten|vracht(?:kosten)?|spese di (?:spedizione|trasporto)|trasporto|gastos de (?:envio|transporte)|portes(?: de envio)?|frete|transporte|eco[- ]?(?:participation|contribution|taxe)|contribution environnementale|deee|recupel)[^a-z]*(?:eur|euro|€)?[^a-z]*$/;
const LEADING = /^(?:[^a-z]+|[a-z]{1,3}(?=[^a-z]))*/;
const PERCENT_OF = /\d\s?%\s*(?:sur|de|du|von|auf|of|on|di|su|van|over|do)\s+\d/;
/** A part of an amount that is already counted. */
const INFORMATION =
  /^(?:dont|y compris|incl|davon|darin|enthalt|of which|thereof|di cui|waarvan|del cual|dos quais)\b/;

/** @param text the row's words and numbers, folded. @param bare neither quantity nor price. */
export function isAdjustment(description: string, text: string, bare: boolean): boolean {
  const opening = fold(description);
  // Its name may stand in a column before the description's, behind a number or a code.
  const first = text.replace(LEADING, '');
  return (
    (ADJUSTMENT.test(first) && (bare || PERCENT_OF.test(text))) ||
    (ADJUSTMENT.test(opening) && (bare || PERCENT_OF.test(text))) ||
    (bare && (CARRIAGE.test(opening) || CARRIAGE.test(first)))
  );
}

/** "dont éco-participation 0,50": tells, but adds nothing. */
export function isInformation(description: string): boolean {
  return INFORMATION.test(fold(description));
}

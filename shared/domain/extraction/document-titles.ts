/** What documents call themselves, folded, in French, English, German, Dutch, Italian, Spanish and Portuguese. */
import type { DocumentType } from './result.ts';

export interface Title {
  type: DocumentType;
  pattern: RegExp;
  /** 0–1: how surely the words name the document, when they stand as a title. */
  weight: number;
}

/** Where two name the same words, the first counts: "facture d'avoir" is a credit note, "facture proforma" a quote. */
export const TITLES: readonly Title[] = [
  {
    type: 'credit_note',
    weight: 1,
    pattern:
      /\b(?:avoir|facture d'avoir|note de credit|credit note|credit memo|gutschrift|rechnungskorrektur|korrekturrechnung|stornorechnung|creditnota|creditfactuur|kredietnota|nota di credito|nota credito|nota de credito|factura rectificativa|factura de abono|abono)\b/,
  },
  {
    type: 'quote',
    weight: 1,
    pattern:
      /\b(?:devis|proforma|pro forma|pro-forma|offre de prix|proposition commerciale|quote|quotation|estimate|angebot|preisangebot|kostenvoranschlag|offerte|prijsopgave|preventivo|offerta|presupuesto|cotizacion|orcamento|cotacao|proposta comercial|proposta commerciale)\b/,
  },
  {
    type: 'order',
    weight: 1,
    pattern:
      /\b(?:bon de commande|purchase order|order confirmation|order form|sales order|confirmation de commande|accuse de reception de commande|bestellung|auftragsbestatigung|bestellbestatigung|bestelbon|inkooporder|orderbevestiging|opdrachtbevestiging|ordine|ordine di acquisto|conferma d'ordine|conferma ordine|orden de compra|confirmacion de pedido|pedido|ordem de compra|nota de encomenda|confirmacao de encomenda)\b/,
  },
  {
    type: 'delivery_note',
    weight: 1,
    pattern:
      /\b(?:bon de livraison|bordereau de livraison|bordereau d'expedition|bon d'expedition|lettre de voiture|delivery note|delivery order|delivery slip|dispatch note|despatch note|packing slip|packing list|lieferschein|warenbegleitschein|packzettel|pakbon|leverbon|afleverbon|vrachtbrief|leveringsbon|bolla|bolla di consegna|documento di trasporto|ddt|albaran|albaran de entrega|nota de entrega|guia de remessa|guia de transporte)\b/,
  },
  {
    type: 'statement',
    weight: 1,
    pattern:
      /\b(?:releve de compte|releve de factures|releve bancaire|releve d'operations|extrait de compte|statement of account|account statement|bank statement|kontoauszug|kontenauszug|rekeningoverzicht|rekeningafschrift|rekeninguittreksel|bankafschrift|estratto conto|extracto de cuenta|extracto bancario|estado de cuenta|extrato bancario|extrato de conta|extrato|kontoubersicht|saldenmitteilung|offene posten|situazione contabile|statement(?! of charges))\b/,
  },
  {
    // A letter about invoices that were sent before.
    type: 'statement',
    weight: 1,
    pattern:
      /\b(?:lettre de relance|avis de relance|relance|rappel de paiement|lettre de rappel|mise en demeure|payment reminder|overdue notice|past due notice|final notice|reminder|mahnung|zahlungserinnerung|letzte mahnung|aanmaning|betalingsherinnering|sollecito di pagamento|sollecito|recordatorio de pago|reclamacion de pago|aviso de pagamento)\b/,
  },
  {
    type: 'receipt',
    weight: 1,
    pattern:
      /\b(?:recu|recu de paiement|ticket de caisse|ticket|quittance|receipt|cash sale|cash bill|quittung|kassenbon|kassenbeleg|kundenbeleg|kvittering|kassabon|kassaticket|kwitantie|scontrino|ricevuta|documento commerciale|recibo|factura simplificada|fatura simplificada|talao|guest check|cash memo|struk|biglietto|billete|bilhete|fahrkarte|fahrschein)\b/,
  },
  {
    type: 'invoice',
    weight: 1,
    pattern:
      /\b(?:facture|invoice|tax invoice|\w*rechnung|rechnung\/\w+|note d'honoraires|honorarnote|factuur|verkoopfactuur|fattura|parcella|factura|fatura|fatura-recibo|statement of charges|billing statement|inv)\b/,
  },
];

/** Words that only tills print. */
export const TILL =
  /\b(?:cash|change|rendu|especes|ruckgeld|wechselgeld|gegeben|bargeld|kartenzahlung|girocard|bar|zu zahlen|kasse|bon-?nr|cashier|caissier|tendered|visa|mastercard|terminal|ec-karte|carte bancaire|uhr|rounding|thank you|vielen dank|merci de votre visite|remercie de votre visite|goods sold|customer copy|kundenbeleg|payback|zuruck|trainee|table ?\d*|tse|tip|sales associate|pourboire|trinkgeld|kassa|wisselgeld|pinbetaling|bancontact|contanti|resto|operatore|cassa|efectivo|cambio|cajero|camarero|caja|mesa|troco|numerario|caixa|tisch|bediener|cash memo|upi|pax|couverts|coperti|cubiertos|twint|multibanco|pagamento contante|pagamento elettronico|tunai|kembali(?:an)?|terima kasih|come again|visit again|contactless|sans contact|kontaktlos|contactloos|sin contacto|round off|qr pay|rcpt|gracias por su (?:visita|compra)|grazie e arrivederci|obrigado pel[ao]|bedankt voor uw (?:bezoek|aankoop)|tot ziens|arrivederci)\b/g;

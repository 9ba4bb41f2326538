import { describe, expect, it } from 'vitest';
import { extract } from '../../../../../shared/domain/extraction/extract.ts';
import type { DocumentType } from '../../../../../shared/domain/extraction/result.ts';
import { printedPage } from '../../../../support/printed-page.ts';

/** A document of a made-up trader, with the same table under any title. */
function titled(title: string, further = ''): string {
  return `
Atelier Morvan-Quist                                    ${title}
7 quai des Brumes
29200 Brest                                             Librairie Sable & Fils
${further}

Article                         Qté      P.U.       Total
Tréteau en hêtre                  2     40,00       80,00
Plateau 180 cm                    1    120,00      120,00

                                        Total      200,00
`;
}

const typeOf = (text: string) => extract([printedPage(text)]).document_type;

describe('a document is what its title says', () => {
  it.each<[DocumentType, string]>([
    ['invoice', 'FACTURE N° F-2041'],
    ['invoice', 'INVOICE F-2041'],
    ['invoice', 'RECHNUNG Nr. F-2041'],
    ['invoice', 'FACTUUR F-2041'],
    ['invoice', 'FATTURA N. F-2041'],
    ['invoice', 'FACTURA F-2041'],
    ['invoice', 'FATURA F-2041'],
    ['credit_note', 'AVOIR N° A-17'],
    ['credit_note', "FACTURE D'AVOIR A-17"],
    ['credit_note', 'CREDIT NOTE A-17'],
    ['credit_note', 'GUTSCHRIFT A-17'],
    ['credit_note', 'CREDITNOTA A-17'],
    ['credit_note', 'NOTA DI CREDITO A-17'],
    ['credit_note', 'NOTA DE CRÉDITO A-17'],
    ['quote', 'DEVIS N° D-88'],
    ['quote', 'FACTURE PROFORMA D-88'],
    ['quote', 'QUOTATION D-88'],
    ['quote', 'ANGEBOT Nr. D-88'],
    ['quote', 'OFFERTE D-88'],
    ['quote', 'PREVENTIVO D-88'],
    ['quote', 'PRESUPUESTO D-88'],
    ['quote', 'ORÇAMENTO D-88'],
    ['order', 'BON DE COMMANDE'],
    ['order', 'BON DE COMMANDE N° C-5'],
    ['order', 'PURCHASE ORDER C-5'],
    ['order', 'AUFTRAGSBESTÄTIGUNG'],
    ['order', 'ORDERBEVESTIGING'],
    ['order', 'CONFERMA D’ORDINE'],
    ['order', 'PEDIDO'],
    ['delivery_note', 'BON DE LIVRAISON'],
    ['delivery_note', 'BON DE LIVRAISON BL-9'],
    ['delivery_note', 'DELIVERY NOTE'],
    ['delivery_note', 'LIEFERSCHEIN'],
    ['delivery_note', 'PAKBON'],
    ['delivery_note', 'DOCUMENTO DI TRASPORTO'],
    ['delivery_note', 'ALBARÁN'],
    ['delivery_note', 'GUIA DE REMESSA'],
    ['statement', 'RELEVÉ DE COMPTE'],
    ['statement', 'STATEMENT OF ACCOUNT'],
    ['statement', 'KONTOAUSZUG'],
    ['statement', 'REKENINGOVERZICHT'],
    ['statement', 'ESTRATTO CONTO'],
    ['statement', 'EXTRACTO DE CUENTA'],
    ['statement', 'LETTRE DE RELANCE'],
    ['statement', 'ZAHLUNGSERINNERUNG'],
    ['statement', 'PAYMENT REMINDER'],
    ['receipt', 'TICKET DE CAISSE'],
    ['receipt', 'RECEIPT'],
    ['receipt', 'QUITTUNG'],
    ['receipt', 'SCONTRINO'],
  ])('%s: %s', (type, title) => {
    expect(typeOf(titled(title))).toBe(type);
  });
});

describe('an invoice stays one', () => {
  it.each([
    'Bon de commande : BC-5518',
    'N° bon de livraison : BL-77',
    'Votre devis D-88 du 02/02/2026',
    'Your purchase order PO-4711',
    'Ihre Bestellung 4711',
    'Lieferschein Nr. 3391',
    'Avoir associé : A-17',
    'Selon notre offre de prix du 3 mars',
    'Delivery note: 33-1',
    'Relevé de compteur du 02/02/2026',
  ])('though it names another document: %s', (mention) => {
    expect(typeOf(titled('FACTURE N° F-2041', mention))).toBe('invoice');
  });

  it('behind the cover of a fax', () => {
    const cover = `
Atelier Morvan-Quist


Télécopie
De : Nadège Morvan
À : Librairie Sable & Fils
Pages : 2
`;
    const pages = [printedPage(cover), printedPage(titled('FACTURE N° F-2041'), { number: 2 })];
    expect(extract(pages).document_type).toBe('invoice');
  });
});

describe('what is no invoice', () => {
  it('is not taken for one: a letter', () => {
    const letter = extract([
      printedPage(`
Nadège Morvan
7 quai des Brumes, 29200 Brest

Monsieur,

Je vous remercie de votre visite du 3 mars. Comme convenu je vous rappelle que
la livraison est prévue au printemps, et que nous restons à votre écoute.

Bien à vous,
N. Morvan
`),
    ]);
    expect(letter.document_type).toBe('other');
    expect(letter.needs_review).toBe(true);
  });

  it.each(['DEVIS D-88', 'BON DE COMMANDE', 'BON DE LIVRAISON', 'RELEVÉ DE COMPTE'])(
    'asks for a person: %s',
    (title) => {
      expect(extract([printedPage(titled(title))]).needs_review).toBe(true);
    },
  );
});

describe('the print of a till is a receipt', () => {
  it.each([
    ['Malaysia', 'Pax: 4', 'QR Pay', 'TERIMA KASIH SILA DATANG LAGI'],
    ['India', 'TAX INVOICE / CASH MEMO', 'Paid by UPI', 'Thank you visit again'],
    ['Indonesia', 'KSR: DEWI', 'TUNAI  50.00  KEMBALI  8.00', 'TERIMA KASIH'],
    ['Italy', '2 coperti', 'Pagamento elettronico', 'Grazie e arrivederci'],
    ['Spain', '2 cubiertos', 'Tarjeta sin contacto', 'Gracias por su visita'],
  ])('in %s, by how one pays and is thanked there', (_country, top, payment, thanks) => {
    const page = `
Kedai Bulan Sabit
12 Jalan Kenari
Bill No 190-22
${top}
2 Tea                 42.00
Total                 42.00
${payment}
${thanks}
`;
    expect(typeOf(page)).toBe('receipt');
  });
});

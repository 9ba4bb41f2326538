/** A plain UBL invoice from a Belgian supplier, as it comes over Peppol: no page at all. */
import { ublXml } from '../einvoice-xml.ts';
import { figuresOf, type Item } from '../figures.ts';
import { HOUBLON_NOIR as BUYER, KESTREL as SELLER } from '../parties.ts';
import { major, type Sample, truthLines } from '../truth.ts';

const NUMBER = 'KL-2026-7745';
const DATE = '2026-04-22';
const DUE = '2026-05-22';
const ORDER = 'HN-2026-051';
const TERMS = 'Paiement à 30 jours';
const ITEMS: Item[] = [
  { description: 'Capteur de température & humidité TH-4', quantity: 10, unitPrice: 8_650, vatRate: 21 },
  { description: 'Passerelle radio 868 MHz', quantity: 2, unitPrice: 24_900, vatRate: 21 },
  { description: 'Câble blindé 4x0,25 mm² (mètre)', quantity: 150, unit: 'MTR', unitPrice: 135, vatRate: 21 },
];

export async function kestrelLinde(): Promise<Sample> {
  const totals = figuresOf(ITEMS);
  const xml = ublXml({
    number: NUMBER,
    date: DATE,
    due: DUE,
    order: ORDER,
    currency: 'EUR',
    terms: TERMS,
    seller: { ...SELLER, country: 'BE' },
    buyer: { ...BUYER, country: 'BE' },
    items: ITEMS,
    totals,
  });
  return {
    bytes: Buffer.from(xml, 'utf8'),
    truth: {
      file: 'UBL-KL-2026-7745.xml',
      document_type: 'invoice',
      pages: 1,
      fields: {
        numero_facture: NUMBER,
        date_facture: DATE,
        date_echeance: DUE,
        montant_ht: major(totals.net),
        montant_tva: major(totals.vat),
        montant_ttc: major(totals.gross),
        montant_du: major(totals.gross),
        taux_tva: 21,
        devise: 'EUR',
        nom_fournisseur: SELLER.name,
        adresse_fournisseur: SELLER.address.slice(0, -1).join(', '),
        tva_fournisseur: SELLER.vat,
        nom_client: BUYER.name,
        adresse_client: BUYER.address.slice(0, -1).join(', '),
        tva_client: BUYER.vat,
        numero_commande: ORDER,
        iban: SELLER.iban,
        bic: SELLER.bic,
        conditions_paiement: TERMS,
      },
      lines: truthLines(ITEMS),
    },
  };
}

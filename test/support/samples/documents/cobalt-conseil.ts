/** A Factur-X invoice: the page a person reads and, embedded, `factur-x.xml` with the same figures. */
import { AFRelationship, PDFName } from 'pdf-lib';
import { ciiXml } from '../einvoice-xml.ts';
import { figuresOf, type Item, lineTotal } from '../figures.ts';
import { addressLine, VERGER as BUYER, COBALT as SELLER } from '../parties.ts';
import { dayFirst, decimalComma, frenchAmount, grouped, sirenGroups } from '../print.ts';
import { MADE_ON, Sheet } from '../sheet.ts';
import { major, type Sample, truthLines } from '../truth.ts';

const NUMBER = 'F2026-00311';
const DATE = '2026-03-31';
const DUE = '2026-04-30';
const ORDER = 'VRG-2026-044';
const TERMS = '30 jours nets, par virement';
const ITEMS: Item[] = [
  {
    description: 'Audit de la chaîne de conditionnement',
    quantity: 4,
    unit: 'DAY',
    unitPrice: 92_000,
    vatRate: 20,
  },
  {
    description: 'Atelier de formation des chefs de ligne',
    quantity: 1.5,
    unit: 'DAY',
    unitPrice: 85_000,
    vatRate: 20,
  },
  {
    description: 'Manuel de procédures (livre imprimé)',
    quantity: 12,
    unit: 'C62',
    unitPrice: 3_450,
    vatRate: 5.5,
  },
  {
    description: 'Frais de déplacement au forfait',
    quantity: 1,
    unit: 'C62',
    unitPrice: 24_800,
    vatRate: 20,
  },
];
const COBALT_BLUE = '#0047ab';

export async function cobaltConseil(): Promise<Sample> {
  const totals = figuresOf(ITEMS);
  const euros = (cents: number) => `${frenchAmount(cents)} €`;
  const sheet = await Sheet.create(`Facture ${NUMBER}`);
  sheet.box(0, 0, 10, sheet.height, { fill: COBALT_BLUE });
  sheet.text(48, 70, 'cobalt', { size: 30, weight: 'bold', color: COBALT_BLUE });
  sheet.text(149, 70, 'conseil', { size: 30, color: '#444444' });
  sheet.text(
    545,
    56,
    [
      SELLER.name,
      ...SELLER.address,
      SELLER.email ?? '',
      `SIREN ${sirenGroups(SELLER.siren)}`,
      `TVA ${SELLER.vat}`,
    ],
    { size: 8.8, align: 'right', leading: 12 },
  );
  sheet.text(48, 150, `Facture ${NUMBER}`, { size: 16, weight: 'bold' });
  sheet.text(48, 172, [`Émise le ${dayFirst(DATE)}`, `Échéance le ${dayFirst(DUE)}`, `Commande ${ORDER}`], {
    size: 9.5,
    leading: 14,
  });
  sheet.text(330, 150, 'Client', { size: 8.5, color: COBALT_BLUE, weight: 'bold' });
  sheet.text(
    330,
    166,
    [BUYER.name, ...BUYER.address, `SIREN ${sirenGroups(BUYER.siren)}`, `TVA ${BUYER.vat}`],
    { size: 9.5, leading: 13.5 },
  );
  const bottom = sheet.table(
    48,
    250,
    [
      { title: 'Prestation', width: 225 },
      { title: 'Quantité', width: 62, align: 'right' },
      { title: 'Prix HT', width: 75, align: 'right' },
      { title: 'TVA', width: 55, align: 'right' },
      { title: 'Total HT', width: 80, align: 'right' },
    ],
    ITEMS.map((item) => [
      item.description,
      `${decimalComma(item.quantity)}${item.unit === 'DAY' ? ' j' : ''}`,
      euros(item.unitPrice),
      `${decimalComma(item.vatRate)} %`,
      euros(lineTotal(item)),
    ]),
    { size: 9.2, rowHeight: 24, rules: 'horizontal', ruleColor: '#d8e2f2' },
  );
  sheet.pair(345, 541, bottom + 26, 'Total HT', euros(totals.net), { size: 10 });
  totals.byRate.forEach((row, index) => {
    sheet.pair(
      345,
      541,
      bottom + 44 + index * 17,
      `TVA ${decimalComma(row.rate)} % (base ${euros(row.base)})`,
      euros(row.vat),
      { size: 9 },
    );
  });
  sheet.pair(345, 541, bottom + 80, 'Total TVA', euros(totals.vat), { size: 10 });
  sheet.box(337, bottom + 90, 208, 28, { fill: COBALT_BLUE });
  sheet.pair(345, 537, bottom + 108, 'Total TTC à payer', euros(totals.gross), {
    size: 11.5,
    weight: 'bold',
    color: '#ffffff',
  });
  sheet.text(
    48,
    bottom + 150,
    [`Conditions : ${TERMS}`, `IBAN ${grouped(SELLER.iban)}`, `BIC ${SELLER.bic}`],
    { size: 9.5, leading: 15 },
  );
  sheet.text(
    48,
    bottom + 214,
    [
      'Pénalités de retard au taux de la BCE majoré de 10 points, indemnité forfaitaire de 40 €. TVA acquittée sur les débits.',
      'Facture électronique Factur-X : les données structurées sont jointes à ce fichier (factur-x.xml).',
    ],
    { size: 7.8, color: '#666666' },
  );

  const xml = ciiXml({
    number: NUMBER,
    date: DATE,
    due: DUE,
    order: ORDER,
    currency: 'EUR',
    terms: TERMS,
    seller: { ...SELLER, country: 'FR' },
    buyer: { ...BUYER, country: 'FR' },
    items: ITEMS,
    totals,
  });
  await sheet.pdf.attach(Buffer.from(xml, 'utf8'), 'factur-x.xml', {
    mimeType: 'text/xml',
    description: 'Factur-X',
    creationDate: MADE_ON,
    modificationDate: MADE_ON,
    afRelationship: AFRelationship.Alternative,
  });
  const metadata = sheet.pdf.context.stream(xmp(), { Type: 'Metadata', Subtype: 'XML' });
  sheet.pdf.catalog.set(PDFName.of('Metadata'), sheet.pdf.context.register(metadata));

  return {
    bytes: await sheet.save(),
    truth: {
      file: 'facturx-F2026-00311-cobalt-conseil.pdf',
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
        devise: 'EUR',
        nom_fournisseur: SELLER.name,
        adresse_fournisseur: addressLine(SELLER),
        siren_fournisseur: SELLER.siren,
        tva_fournisseur: SELLER.vat,
        nom_client: BUYER.name,
        adresse_client: addressLine(BUYER),
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

/** The XMP that names the attachment and its profile. The page's fonts are not embedded, so no PDF/A is claimed. */
function xmp(): string {
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
<fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>factur-x.xml</fx:DocumentFileName><fx:Version>1.0</fx:Version><fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
}

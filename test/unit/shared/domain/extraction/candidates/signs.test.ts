import { describe, expect, it } from 'vitest';
import { extract } from '../../../../../../shared/domain/extraction/extract.ts';
import { rulesScorer } from '../../../../../../shared/domain/extraction/scoring/rules-scorer.ts';
import type { Page, Word } from '../../../../../../shared/domain/page/page.ts';

const WIDTH = 300;
const HEIGHT = 600;

/** A till's print, centred: lines that begin with "#" are printed half as large again. */
function tillPage(text: string): Page {
  const words: Word[] = [];
  let y = 20;
  for (const raw of text.trim().split('\n')) {
    const scale = raw.startsWith('#') ? 1.5 : 1;
    const line = raw.replace('#', '');
    const pitch = 6 * scale;
    const left = (WIDTH - line.length * pitch) / 2;
    for (const match of line.matchAll(/\S+/g)) {
      words.push({
        text: match[0],
        confidence: 0.97,
        box: {
          x: (left + match.index * pitch) / WIDTH,
          y: y / HEIGHT,
          width: (match[0].length * pitch - 1) / WIDTH,
          height: (10 * scale) / HEIGHT,
        },
      });
    }
    y += 14 * scale;
  }
  return { number: 1, widthPoints: WIDTH, heightPoints: HEIGHT, provider: 'ppocr', words, confidence: 0.97 };
}

const till = (text: string) => extract([tillPage(text)], { scorer: rulesScorer }).fields;

const REST = `
12.03.2024 14:20
Suppe 4,50
Summe EUR 4,50
Bar 5,00
Zurück 0,50
Vielen Dank
`;

describe('the sign of a shop', () => {
  it('is one name on two lines where both are printed large', () => {
    const fields = till(`
#Wirtshaus
#Zum Alten Kahn
Uferplatz 3
01067 Dresden
${REST}`);
    expect(fields.nom_fournisseur?.value).toBe('Wirtshaus Zum Alten Kahn');
    expect(fields.adresse_fournisseur?.value).toBe('Uferplatz 3, 01067 Dresden');
  });

  it('is not who owns it', () => {
    const fields = till(`
#Kaufladen Holm
Inh. Petra Wiegand e.K.
Deichstr. 11
25813 Husum
${REST}`);
    expect(fields.nom_fournisseur?.value).toBe('Kaufladen Holm');
  });

  it('gives way to the firm below it, which is no part of the address', () => {
    const fields = till(`
#lagunare
#trasporti
Trasporti Lagunari Veneti S.p.A.
Riva Lunga 8 - 30121 Venezia
P. IVA 02281990428
Emesso il 22/06/2024 alle 07:41
Prezzo 17,40
IMPORTO TOTALE 34,80 EUR
Pagato con carta
`);
    expect(fields.nom_fournisseur?.value).toBe('Trasporti Lagunari Veneti S.p.A.');
    expect(fields.adresse_fournisseur?.value).toBe('Riva Lunga 8 - 30121 Venezia');
  });

  it('is the whole name where the picture of it has the rest on its next line', () => {
    const fields = till(`
#MAYFIELD
BOOKS & PAPER
Mayfield Books & Paper
4502 N Lincoln Ave
Chicago, IL 60630
09/02/23 02:47PM
Pens 8.99
TOTAL 8.99
CASH 10.00
CHANGE DUE 1.01
`);
    expect(fields.nom_fournisseur?.value).toBe('Mayfield Books & Paper');
  });

  it('may be called after a street or a village', () => {
    const fields = till(`
RESTORAN WANGI KAMPUNG LAUT
001928374-T
12-G, JALAN MELATI INDAH,
TAMAN SURIA, 50300 KUALA LUMPUR
Date: 24-11-2019 20:33
2 TEH TARIK 5.00
Total 5.00
CASH 10.00
CHANGE 5.00
`);
    expect(fields.nom_fournisseur?.value).toBe('RESTORAN WANGI KAMPUNG LAUT');
    expect(fields.adresse_fournisseur?.value).toBe(
      '12-G, JALAN MELATI INDAH, TAMAN SURIA, 50300 KUALA LUMPUR',
    );
  });

  it('stands below the heading of a card slip', () => {
    const fields = till(`
CARTE BANCAIRE
SANS CONTACT
A0000000421010
LE 16/01/23 A 12:08:45
PHARMACIE DES TILLEULS
59000 LILLE
************5527
MONTANT REEL= 18,60 EUR
DEBIT
TICKET CLIENT A CONSERVER
`);
    expect(fields.nom_fournisseur?.value).toBe('PHARMACIE DES TILLEULS');
    expect(fields.montant_ttc?.normalized).toBe(18.6);
  });

  it('is not joined to a firm of another name in small print', () => {
    const fields = till(`
#Ottilienhof
Brandl Gastro OG
Lindengasse 77, 1160 Wien
${REST}`);
    expect(fields.nom_fournisseur?.value).not.toContain('Ottilienhof Brandl');
  });

  it('gives way to a firm whose form stands before its name', () => {
    const fields = till(`
#SEGARMART
PT SINAR ABADI NIAGA
JL. GATOT SUBROTO NO. 88
BANDUNG 40262
NPWP 02.118.335.7-424.000
09.06.2022-17:05 2.1.44
BERAS 5KG 62.900
TOTAL BELANJA 62.900
TUNAI 100.000
KEMBALI 37.100
TERIMA KASIH
`);
    expect(fields.nom_fournisseur?.value).toBe('PT SINAR ABADI NIAGA');
    expect(fields.date_facture?.normalized).toBe('2022-06-09');
  });
});

import { describe, expect, it } from 'vitest';
import { partyCandidates } from '../../../../../../shared/domain/extraction/candidates/parties.ts';
import { extract } from '../../../../../../shared/domain/extraction/extract.ts';
import { findLabels, LabelIndex } from '../../../../../../shared/domain/extraction/keywords/labels.ts';
import { layOut } from '../../../../../../shared/domain/extraction/layout/layout.ts';
import { rulesScorer } from '../../../../../../shared/domain/extraction/scoring/rules-scorer.ts';
import { printedPage } from '../../../../../support/printed-page.ts';

function blocks(text: string): string[] {
  const layout = layOut([printedPage(text)]);
  return partyCandidates(layout, new LabelIndex(findLabels(layout)))
    .filter(({ value }) => value.shape === 'block')
    .map(({ value }) => value.name);
}

describe('a block of name and address', () => {
  it('has its town where the postcode stands in brackets or before a dash', () => {
    expect(blocks('Hilos del Sur S.L.\nCalle Nueva 3\nSevilla (41001), España')).toEqual([
      'Hilos del Sur S.L.',
    ]);
    expect(blocks('Oreficeria Bassi S.r.l.\nVia Larga 9\n20122 - Milano (MI)')).toEqual([
      'Oreficeria Bassi S.r.l.',
    ]);
  });

  it('does not end at a house of four figures', () => {
    expect(blocks('BILL TO\nMaple Street Dental Group\n1450 Maple St Ste 20\nBoise, ID 83702')).toEqual([
      'Maple Street Dental Group',
    ]);
  });

  it('is not named after the person or the department it is sent to', () => {
    expect(blocks('Hopkins & Vale LLP\nAttention: Accounts Payable\n4 Castle Street\nLEEDS LS1 4AP')).toEqual(
      ['Hopkins & Vale LLP'],
    );
    expect(
      blocks('Eigentümergemeinschaft Hafenblick\nc/o Hausverwaltung Nord AG\nKaistrasse 1\n8005 Zürich'),
    ).toEqual(['Eigentümergemeinschaft Hafenblick']);
  });

  it('has its whole name where a narrow column broke it before its last words', () => {
    expect(blocks('Northgate Window\nServices Ltd\n6 Mill Lane\nYORK YO1 7HH')).toEqual([
      'Northgate Window Services Ltd',
    ]);
  });
});

it('takes the seller from the line at the foot that says who it is by law', () => {
  const { fields } = extract(
    [
      printedPage(`
solvia                                    Facture n° 88120345
                                          Date : 08/03/2026

                                          BOULANGERIE MARTEL SARL
                                          17 RUE DU PORT
                                          29200 BREST

Total HT                                  100,00 €
TVA 20 %                                   20,00 €
Total TTC                                 120,00 €


Solvia SA au capital de 152 000 €, siège social 22 rue des Moulins, RCS Paris 552 081 317
`),
    ],
    { scorer: rulesScorer },
  );
  expect(fields.nom_fournisseur?.value).toBe('Solvia SA');
  expect(fields.nom_client?.value).toBe('BOULANGERIE MARTEL SARL');
});

it('opens a block at the words that address someone', () => {
  expect(blocks('Exmo.(s) Sr.(s)\nLajes e Filhos\nAv. da Liberdade 8\n4710-251 Braga')).toEqual([
    'Lajes e Filhos',
  ]);
  expect(blocks('Gent.ma Sig.ra\nPaola Neri\nVia Larga 9\n20122 Milano')).toEqual(['Paola Neri']);
});

it('knows the seller by a domain that has the words of its name in another order', () => {
  const { fields } = extract(
    [
      printedPage(`
Charpente Morvan                          Copropriété Beau Soleil
14 chemin du Four                         2 place du Marché
29600 Morlaix                             22000 Saint-Brieuc

Facture INV/2026/00187     Date : 17/03/2026

Total HT            100,00 €
TVA 20 %             20,00 €
Total TTC           120,00 €

www.morvan-charpente.example
`),
    ],
    { scorer: rulesScorer },
  );
  expect(fields.nom_fournisseur?.value).toBe('Charpente Morvan');
  expect(fields.nom_client?.value).toBe('Copropriété Beau Soleil');
});

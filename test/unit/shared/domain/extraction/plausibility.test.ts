import { describe, expect, it } from 'vitest';
import { extract } from '../../../../../shared/domain/extraction/extract.ts';
import { printedPage } from '../../../../support/printed-page.ts';

const LETTER = `
Association des Amis du Vieux Lavoir
3 place de la Mairie
37600 Loches
                                   Madame Jeanne Perrin
                                   14 rue du Puits
                                   37000 Tours

                                   Loches, le 12 mars 2026

Nous avons le plaisir de vous inviter à notre assemblée générale, qui se tiendra le
samedi 4 avril 2026 à 14 h 30 dans la salle des fêtes. La cotisation annuelle reste
fixée à 25,00 € et pourra être réglée sur place par chèque ou en espèces.
`;
const NEWS = `
LE PETIT JOURNAL - jeudi 12 mars 2026
Le prix du blé a monté de 3,5 % cette semaine. La tonne s'échange à 215,50 €
contre 208,00 € un mois plus tôt. Les meuniers répercutent la hausse : la
baguette passe à 1,15 € dans la région. Au total, 1 250 boulangeries sont
concernées et 20 % d'entre elles annoncent des difficultés.
`;
const FAX_COVER = `
FAX
A : Service comptabilité            De : Agence Nord
Date : 11/03/2026                   Pages : 2
N° : 03 20 00 00 00
Suite à notre conversation, merci de rappeler M. Lefort avant 17 h 00.
`;
const NOISE = `
l| .;  rn  ~ 8  l1  o  ,.
  f  3  j  2  .  4  -   i
`;

describe('a page without any invoice', () => {
  it.each([
    ['letter', LETTER],
    ['newspaper', NEWS],
    ['fax cover', FAX_COVER],
    ['noise', NOISE],
  ])('a %s ends with low confidence, and says why', (_name, text) => {
    for (const provider of ['text-layer', 'ppocr'] as const) {
      const result = extract([printedPage(text, { provider, confidence: provider === 'ppocr' ? 0.8 : 1 })]);
      expect(result.document_type).toBe('other');
      expect(result.overall_confidence).toBeLessThan(0.6);
      expect(result.needs_review).toBe(true);
      expect(result.review_reasons.map(({ code }) => code)).toEqual(
        expect.arrayContaining(['not_an_invoice', 'low_overall_confidence']),
      );
      expect(result.checks.map(({ code }) => code)).toContain('no_invoice_found');
    }
  });

  it('a blank one says that there was nothing to read', () => {
    const result = extract([printedPage('')]);
    expect(result).toMatchObject({ document_type: 'other', fields: {}, overall_confidence: 0 });
    expect(result.checks.map(({ code }) => code)).toContain('blank_page');
  });
});

describe('a page with an invoice on it', () => {
  it.each([
    ['a title, number, date and total', 'FACTURE N° 2026-17\nDate : 05/03/2026\nTotal TTC    120,00 €'],
    [
      'no title, but totals that add up',
      'Papeterie Bleue SARL\nN° 2026-17   Date : 05/03/2026\nTotal HT   100,00 €\nTVA 20 %   20,00 €\nTotal TTC   120,00 €',
    ],
  ])('keeps its confidence with %s', (_name, text) => {
    const { checks } = extract([printedPage(text)]);
    expect(checks.map(({ code }) => code)).not.toContain('no_invoice_found');
  });
});

import { expect, it } from 'vitest';
import { extract } from '../../../../../shared/domain/extraction/extract.ts';
import { printedPage } from '../../../../support/printed-page.ts';

const HEAD = `
Papeterie Bleue SARL - 9 rue Haute - 34000 Montpellier
FACTURE N° 2026-17
Date de facture : 05/03/2026
`;
const TOTALS = `
Total HT                  100,00 €
TVA 20 %                   20,00 €
Total TTC                 120,00 €
`;
const codes = (text: string) => extract([printedPage(text)]).checks.map((check) => check.code);

it('a sound invoice passes every check', () => {
  expect(codes(HEAD + TOTALS)).toEqual([]);
});

it.each([
  ['total_mismatch', `${HEAD}\nTotal HT      100,00 €\nTotal TVA      20,00 €\nTotal TTC     130,00 €\n`],
  ['rate_mismatch', `${HEAD}\nTotal HT      100,00 €\nTVA 10 %       20,00 €\nTotal TTC     120,00 €\n`],
  ['siret_key', `${HEAD}SIRET : 732 829 320 00075\n${TOTALS}`],
  ['siren_key', `${HEAD}SIREN : 732 829 321\n${TOTALS}`],
  ['vat_key', `${HEAD}N° TVA : FR45732829320\n${TOTALS}`],
  ['iban_key', `${HEAD}${TOTALS}\nIBAN : FR14 2004 1010 0505 0001 3M02 607\n`],
  ['due_before_issue', `${HEAD}Date d'échéance : 01/02/2026\n${TOTALS}`],
  ['vat_siren_mismatch', `${HEAD}SIREN : 404 833 048\nN° TVA : FR44732829320\n${TOTALS}`],
  [
    'lines_mismatch',
    `${HEAD}\nDésignation              Qté     Prix unitaire     Montant\nCahiers                   20            10,00      200,00\n${TOTALS}`,
  ],
])('%s is reported in one French sentence', (code, text) => {
  const { checks } = extract([printedPage(text)]);
  expect(checks.map((check) => check.code)).toContain(code);
  for (const check of checks) expect(check.message).toMatch(/^\p{Lu}.*\.$|à vérifier\.$/u);
});

it('an error asks for review, however sure the reading is', () => {
  const result = extract([printedPage(`${HEAD}SIRET : 732 829 320 00075\n${TOTALS}`)]);
  expect(result.checks.some((check) => check.level === 'error')).toBe(true);
  expect(result.needs_review).toBe(true);
});

it('what is required and was not found is named, once for each', () => {
  const { checks } = extract([printedPage('FACTURE\nTotal TTC   120,00 €')]);
  const missing = checks.filter((check) => check.code === 'missing_required');
  expect(missing.map((check) => check.fields)).toEqual([
    ['numero_facture'],
    ['date_facture'],
    ['nom_fournisseur'],
  ]);
  expect(missing[0]!.message).toBe('Introuvable sur le document : le numéro de facture.');
});

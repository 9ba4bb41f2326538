import { describe, expect, it } from 'vitest';
import { repairedIban } from '../../../../../../shared/domain/extraction/candidates/identifier-repair.ts';
import { extract } from '../../../../../../shared/domain/extraction/extract.ts';
import { printedPage } from '../../../../../support/printed-page.ts';

describe('an IBAN with letters read for digits', () => {
  it.each([
    ['FR142OO41010050500013M02606', 'FR1420041010050500013M02606'],
    ['DE8937O40O440S32013000', 'DE89370400440532013000'],
    ['NL9IABNA0417164300', 'NL91ABNA0417164300'],
  ])('is put right where its key proves it: %s', (read, iban) => {
    expect(repairedIban(read)).toBe(iban);
  });

  it('stays as read where no reading has the right key', () => {
    expect(repairedIban('FR152OO41010050500013M02606')).toBeNull();
    expect(repairedIban('DE89370400440532013001')).toBeNull();
  });
});

describe('a French VAT number with a misread digit', () => {
  const invoice = (vat: string, siren: string) =>
    extract([
      printedPage(
        `
Menuiserie Chantepleure SARL
12 rue des Tanneurs, 86000 Poitiers
SIREN : ${siren}
N° TVA : ${vat}

FACTURE N° F2026-0117 du 03/03/2026
Total HT        100,00 €
TVA 20 %         20,00 €
Total TTC       120,00 €
`,
        { provider: 'ppocr', confidence: 0.95 },
      ),
    ]).fields.tva_fournisseur?.value;

  it('is proved by the SIREN that is printed beside it', () => {
    expect(invoice('FR44732829328', '732 829 320')).toBe('FR44732829320');
    expect(invoice('FR14732829320', '732 829 320')).toBe('FR44732829320');
  });

  it('stays as read beside another company', () => {
    expect(invoice('FR44732829328', '404 833 048')).toBe('FR44732829328');
  });
});

import { describe, expect, it } from 'vitest';
import { ibanLength, isBic, isIban } from '../../../../../shared/domain/identifiers/bank-account.ts';
import { isSiren, isSiret } from '../../../../../shared/domain/identifiers/company-numbers.ts';
import {
  frenchVatKey,
  hasVatForm,
  sirenOfVatNumber,
  vatKeyIsRight,
} from '../../../../../shared/domain/identifiers/vat-number.ts';

describe('company numbers', () => {
  it('accept published SIREN and SIRET and refuse them with one digit changed', () => {
    expect(isSiren('732829320')).toBe(true);
    expect(isSiren('732829321')).toBe(false);
    expect(isSiret('73282932000074')).toBe(true);
    expect(isSiret('73282932000075')).toBe(false);
  });

  it("know La Poste's exception: digits that add up to a multiple of five", () => {
    expect(isSiret('35600000049837')).toBe(true);
    expect(isSiret('35600000049838')).toBe(false);
  });

  it('refuse zeros, letters and wrong lengths', () => {
    for (const text of ['000000000', '12345678', '12345678A']) expect(isSiren(text)).toBe(false);
    expect(isSiret('00000000000000')).toBe(false);
  });
});

describe('VAT numbers', () => {
  it.each(['FR83404833048', 'DE136695976', 'BE0403170701', 'NL810433941B01', 'IT00743110157'])(
    '%s has a right key',
    (id) => {
      expect(vatKeyIsRight(id)).toBe(true);
    },
  );

  it.each(['FR84404833048', 'DE136695977', 'BE0403170702', 'IT00743110158'])('%s has a wrong key', (id) => {
    expect(vatKeyIsRight(id)).toBe(false);
  });

  it('of countries without a public rule, and French ones with letters, are neither', () => {
    expect(vatKeyIsRight('PT503504564')).toBeNull();
    expect(vatKeyIsRight('FRK7399859412')).toBeNull();
  });

  it('have the form of their country', () => {
    expect(hasVatForm('ATU12345678')).toBe(true);
    expect(hasVatForm('AT12345678')).toBe(false);
    expect(hasVatForm('ZZ123')).toBe(false);
  });

  it('of France carry the SIREN', () => {
    expect(frenchVatKey('404833048')).toBe('83');
    expect(sirenOfVatNumber('FR83404833048')).toBe('404833048');
    expect(sirenOfVatNumber('DE136695976')).toBeNull();
  });
});

describe('bank identifiers', () => {
  it.each([
    'FR1420041010050500013M02606',
    'DE89370400440532013000',
    'GB82WEST12345698765432',
    'NO9386011117947',
  ])('%s is an IBAN', (iban) => {
    expect(isIban(iban)).toBe(true);
  });

  it('an IBAN with a digit changed, cut short, or of a country without IBANs is none', () => {
    for (const text of [
      'FR1420041010050500013M02607',
      'DE8937040044053201300',
      'US89370400440532013000',
      '',
    ]) {
      expect(isIban(text)).toBe(false);
    }
  });

  it('has the length of its country', () => {
    expect(ibanLength('FR')).toBe(27);
    expect(ibanLength('US')).toBeNull();
  });

  it('a BIC has eight or eleven characters and a country that exists', () => {
    for (const bic of ['BNPAFRPP', 'BREDFRPPXXX', 'COBADEFF']) expect(isBic(bic)).toBe(true);
    for (const text of ['BNPAFRP', 'FACTURES', 'COBAQQFF']) expect(isBic(text)).toBe(false);
  });
});

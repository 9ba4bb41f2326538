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

  it.each([
    'ATU13585627',
    'BE1000000120',
    'BG175074752',
    'CHE107787577MWST',
    'CY10259033P',
    'CZ25123891',
    'DK13585628',
    'EE100931558',
    'EL094259216',
    'ESB58378431',
    'FI20774740',
    'GB980780684',
    'XI980780684',
    'HR33392005961',
    'HU12892312',
    'IE6433435F',
    'IE6433435OA',
    'IE8D79739I',
    'LT119511515',
    'LU15027442',
    'LV40003521600',
    'MT11679112',
    'NL000099998B57',
    'NO995525828MVA',
    'PL8567346215',
    'PT503504564',
    'RO18547290',
    'SI50223054',
    'SK2022749619',
  ])('%s has a right key, and a wrong one with its last digit changed', (id) => {
    expect(vatKeyIsRight(id)).toBe(true);
    const place = id.search(/\d(?=\D*$)/);
    const changed = id.slice(0, place) + ((Number(id[place]) + 1) % 10) + id.slice(place + 1);
    expect(vatKeyIsRight(changed)).not.toBe(true);
  });

  it('of Sweden check the tenth digit, and count on in the last two', () => {
    expect(vatKeyIsRight('SE556188840401')).toBe(true);
    expect(vatKeyIsRight('SE556188840501')).toBe(false);
    expect(vatKeyIsRight('SE556188840400')).toBe(false);
  });

  it('of France may have a key with letters, by a rule of its own', () => {
    expect(vatKeyIsRight('FRK7399859412')).toBe(true);
    expect(vatKeyIsRight('FRK8399859412')).toBe(false);
  });

  it('of persons without a key are neither right nor wrong', () => {
    expect(vatKeyIsRight('LV32576466647')).toBeNull();
    expect(vatKeyIsRight('CZ395601439')).toBeNull();
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

import { describe, expect, it } from 'vitest';
import { extract } from '../../../../../../shared/domain/extraction/extract.ts';
import { type ConfirmedFields, learn } from '../../../../../../shared/domain/extraction/memory/learn.ts';
import { supplierKeys } from '../../../../../../shared/domain/extraction/memory/supplier-keys.ts';
import {
  memoryFor,
  PLACES_KEPT,
  type SupplierMemory,
} from '../../../../../../shared/domain/extraction/memory/supplier-memory.ts';
import { rulesScorer } from '../../../../../../shared/domain/extraction/scoring/rules-scorer.ts';
import { readSheet } from '../../../../../../shared/domain/extraction/sheet.ts';
import type { Page } from '../../../../../../shared/domain/page/page.ts';
import { printedPage } from '../../../../../support/printed-page.ts';
import { waterBill } from '../../../../../support/water-bill.ts';

const FIRST = waterBill({ slip: 'Q-88120', meter: 'C-40117', day: '03/03/2026', total: '181,20' });
const SECOND = waterBill({ slip: 'Q-90377', meter: 'C-40117', day: '02/06/2026', total: '176,55' });

const CONFIRMED: ConfirmedFields = {
  numero_facture: { value: 'Q-88120', normalized: 'Q-88120' },
  nom_fournisseur: { value: 'Eaux des 3 Rivières', normalized: 'Eaux des 3 Rivières' },
  siren_fournisseur: { value: '732829320', normalized: '732829320' },
  iban: { value: 'FR1420041010050500013M02606', normalized: 'FR1420041010050500013M02606' },
  nom_client: { value: 'Hôtel du Parvis SAS', normalized: 'Hôtel du Parvis SAS' },
};

function learned(
  page: Page,
  fields: ConfirmedFields,
  before?: SupplierMemory,
  documentId = 'doc_1',
): SupplierMemory {
  const sheet = readSheet([page]);
  return learn(before ? [before] : [], { documentId, sheet, scores: rulesScorer(sheet), fields })!;
}

describe('a supplier whose document was confirmed', () => {
  const memory = learned(FIRST, CONFIRMED);
  const read = (page: Page) => extract([page], { memories: [memory] });

  it('is named as the person spelled it, and the field says from where', () => {
    expect(read(SECOND).fields.nom_fournisseur).toMatchObject({
      value: 'Eaux des 3 Rivières',
      source: 'memory',
    });
  });

  it('has its number read where it was confirmed, though the form has its own word for it', () => {
    expect(read(SECOND).fields.numero_facture?.normalized).toBe('Q-90377');
  });

  it('never lends its bank account to a document that shows another, and tells of the change', () => {
    const moved = waterBill({
      slip: 'Q-90377',
      meter: 'C-40117',
      day: '02/06/2026',
      total: '176,55',
      iban: 'FR76 3000 6000 0112 3456 7890 189',
    });
    const record = read(moved);
    expect(record.fields.iban?.normalized).toBe('FR7630006000011234567890189');
    expect(record.checks).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'iban_changed', level: 'error' })]),
    );
    expect(record.needs_review).toBe(true);
  });

  it('says nothing of an account that was confirmed', () => {
    expect(read(SECOND).checks.map(({ code }) => code)).not.toContain('iban_changed');
  });

  it('lends nothing to a document that does not name it', () => {
    const other = printedPage(`
Menuiserie Chantepleure SARL
12 rue des Tanneurs, 86000 Poitiers
Facturé à : Hôtel du Parvis SAS, 4 place de l'Église, 79000 Niort
FACTURE N° F2026-0117 du 03/03/2026
Total TTC   1 500,00 €
`);
    expect(extract([other], { memories: [memory] })).toEqual(extract([other]));
  });

  it('learns a document that is confirmed twice once', () => {
    const again = learned(FIRST, CONFIRMED, memory);
    expect(again).toEqual({ ...memory, version: memory.version + 1 });
  });

  it('loses an account that its document was corrected of', () => {
    const sheet = readSheet([FIRST]);
    const iban = 'FR7630006000011234567890189';
    const fields = { ...CONFIRMED, iban: { value: iban, normalized: iban } };
    const document = { documentId: 'doc_1', sheet, scores: rulesScorer(sheet) };
    const again = learn([memory], { ...document, fields, formerFields: CONFIRMED })!;
    expect(again.ibans).toEqual([iban]);
    expect(again.keys).not.toContain('iban:FR1420041010050500013M02606');
    const { iban: _struckOut, ...rest } = CONFIRMED;
    const without = learn([memory], { ...document, fields: rest, formerFields: CONFIRMED })!;
    expect([without.ibans, without.constants.iban]).toEqual([[], undefined]);
  });

  it('is learned anew with each document, and what is old makes room', () => {
    let grown = memory;
    for (let count = 0; count < PLACES_KEPT + 2; count++)
      grown = learned(FIRST, CONFIRMED, grown, `doc_${count + 2}`);
    expect(grown.documents).toBe(PLACES_KEPT + 3);
    expect(grown.places.numero_facture).toHaveLength(PLACES_KEPT);
    expect(grown.keys).toEqual([...new Set(grown.keys)]);
  });
});

describe('recognising a supplier', () => {
  const memory = learned(FIRST, CONFIRMED);
  const named = (keys: string[]): SupplierMemory => ({ ...memory, supplierId: keys[0]!, keys });

  it('never goes by what names the buyer, who is on every document', () => {
    expect(memory.keys.filter((key) => key.includes('parvis'))).toEqual([]);
  });

  it('takes one identifier, or two of anything else', () => {
    expect(memoryFor([named(['siren:732829320'])], ['siren:732829320'])).toBeDefined();
    expect(memoryFor([named(['web:a.example', 'line:quaidulavoir'])], ['web:a.example'])).toBeUndefined();
    expect(
      memoryFor([named(['web:a.example', 'line:quaidulavoir'])], ['line:quaidulavoir', 'web:a.example']),
    ).toBeDefined();
  });

  it('does not take an account for the company, whose factor may be paid for many', () => {
    const known = named(['siren:732829320', 'iban:FR1420041010050500013M02606']);
    const ofAnother = ['siren:404833048', 'iban:FR1420041010050500013M02606', 'line:paiementaufactor'];
    expect(memoryFor([known], ofAnother)).toBeUndefined();
    const fields: ConfirmedFields = {
      nom_fournisseur: { value: 'Autre SARL', normalized: 'Autre SARL' },
      siren_fournisseur: { value: '404833048', normalized: '404833048' },
      iban: CONFIRMED.iban!,
    };
    expect(learned(FIRST, fields, memory, 'doc_2')).toMatchObject({
      supplierId: 'siren:404833048',
      documents: 1,
      version: 1,
    });
  });

  it('has keys that a table takes, whatever a sender calls itself', () => {
    const endless = '商'.repeat(3000);
    const fields: ConfirmedFields = {
      nom_fournisseur: { value: endless, normalized: endless },
      tva_fournisseur: { value: endless, normalized: endless },
      iban: { value: endless, normalized: endless },
    };
    const page = printedPage(`www.${'a'.repeat(3000)}.example\n${endless}`);
    for (const key of [...learned(page, fields).keys, ...supplierKeys(readSheet([page]))])
      expect(Buffer.byteLength(key)).toBeLessThan(1000);
  });

  it('leaves a document alone that names two suppliers alike', () => {
    const shown = ['siren:732829320', 'siren:404833048'];
    expect(memoryFor([named(['siren:732829320']), named(['siren:404833048'])], shown)).toBeUndefined();
  });

  it('finds on the next document what it knew the first by', () => {
    const keys = supplierKeys(readSheet([SECOND]));
    expect(keys).toEqual(expect.arrayContaining(['siren:732829320', 'web:eaux-trois-rivieres.example']));
    expect(memoryFor([memory], keys)).toBe(memory);
  });
});

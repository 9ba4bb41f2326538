import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extract } from '../../../../../../shared/domain/extraction/extract.ts';
import { sheetFeatures } from '../../../../../../shared/domain/extraction/learned/features/sheet-features.ts';
import json from '../../../../../../shared/domain/extraction/learned/model.json' with { type: 'json' };
import {
  KINDS,
  type ModelFile,
  ROLES,
  readModel,
} from '../../../../../../shared/domain/extraction/learned/model.ts';
import { LEARNED_VERSION } from '../../../../../../shared/domain/extraction/learned/version.ts';
import { rulesScorer } from '../../../../../../shared/domain/extraction/scoring/rules-scorer.ts';
import { readSheet } from '../../../../../../shared/domain/extraction/sheet.ts';
import { printedPage } from '../../../../../support/printed-page.ts';

const file: ModelFile = json;

const PAGE = printedPage(`
Menuiserie Chantepleure SARL                               Facturé à :
12 rue des Tanneurs                                        Hôtel du Parvis SAS
86000 Poitiers                                             4 place de l'Église
N° TVA : FR44732829320                                     79000 Niort

FACTURE N° F2026-0117          Date : 03/03/2026
                                              Total HT          1 250,00 €
                                              TVA 20 %            250,00 €
                                              Total TTC         1 500,00 €
`);

describe('the shipped model', () => {
  it('asks for the features that the code gives, in their order', () => {
    const model = readModel(file);
    const sheet = readSheet([PAGE]);
    const rows = sheetFeatures(sheet, rulesScorer(sheet));
    for (const kind of KINDS) expect(model[kind].features).toEqual(Object.keys(rows[kind][0]!));
    const facts: string[][] = [];
    extract([PAGE], { observe: (_, row) => facts.push(Object.keys(row)) });
    for (const names of facts) expect(names.join(' ')).toBe(file.kinds.field?.features);
  });

  it('has trees for every role', () => {
    const model = readModel(file);
    for (const kind of KINDS)
      for (const role of ROLES[kind]) expect(model[kind].roles[role]!.roots.length).toBeGreaterThan(10);
  });

  it('is the one that records name', () => {
    expect(file.version).toBe(LEARNED_VERSION);
  });

  it('stays under one megabyte', () => {
    const path = new URL('../../../../../../shared/domain/extraction/learned/model.json', import.meta.url);
    expect(readFileSync(path).length).toBeLessThan(1_000_000);
  });
});

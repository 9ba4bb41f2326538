import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FIELD_LABELS } from '../../../../shared/domain/extraction/result.ts';
import { documentsIn, generatedDocument } from '../../../../shared/training/known-documents.ts';
import { ExampleSet } from '../../../../shared/training/train-model.ts';
import { printedPage } from '../../../support/printed-page.ts';

describe('a generated document', () => {
  it('is known in every field, and teaches every kind of candidate', () => {
    const set = new ExampleSet();
    for (let seed = 1; seed <= 12; seed++) {
      const document = generatedDocument(seed);
      expect(Object.keys(document.fields).sort()).toEqual([...FIELD_LABELS].sort());
      set.add(document);
    }
    for (const [kind, role] of [
      ['amount', 'gross'],
      ['date', 'issue'],
      ['number', 'invoice'],
      ['party', 'seller'],
    ] as const) {
      const { answers } = set.of(kind, role);
      expect(answers, `${kind} ${role}`).toContain(1);
      expect(answers, `${kind} ${role}`).toContain(0);
    }
  });
});

describe('a file of corrections', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'corrections-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('gives its documents, line by line', async () => {
    const file = path.join(folder, 'corrections.jsonl');
    const document = { pages: [printedPage('Total TTC   120,00')], fields: { montant_ttc: 120 } };
    await writeFile(file, `${JSON.stringify(document)}\n\n${JSON.stringify(document)}\n`);
    expect(await documentsIn(file)).toEqual([document, document]);
  });

  it('is refused by the line that is no document', async () => {
    const file = path.join(folder, 'corrections.jsonl');
    await writeFile(file, '{"pages":[],"fields":{}}\n{"pages":3}\n');
    await expect(documentsIn(file)).rejects.toThrow(/corrections\.jsonl:2 is not/);
  });
});

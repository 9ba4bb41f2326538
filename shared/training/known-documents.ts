/** Documents with known values: from the generator, or from a file of a user's corrections. */
import { readFile } from 'node:fs/promises';
import { FIELD_LABELS } from '../domain/extraction/result.ts';
import type { KnownFields } from './examples.ts';
import { generateDocument } from './generator/generate.ts';
import type { KnownDocument } from './train-model.ts';

/** A generated document: a field that it does not print is known to be absent. */
export function generatedDocument(seed: number): KnownDocument {
  const { pages, truth } = generateDocument(seed);
  const fields: KnownFields = {};
  for (const label of FIELD_LABELS) fields[label] = truth.fields[label]?.normalized ?? null;
  return { pages, fields };
}

/**
 * The documents of a file of JSON lines, each `{pages, fields}` with fields in their normalized form.
 * @throws Error naming the first line that is no such document.
 */
export async function documentsIn(file: string): Promise<KnownDocument[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const document: Partial<KnownDocument> = JSON.parse(line);
    if (!Array.isArray(document.pages) || typeof document.fields !== 'object' || document.fields === null)
      throw new Error(`${file}:${index + 1} is not {"pages": […], "fields": {…}}`);
    return [{ pages: document.pages, fields: document.fields }];
  });
}

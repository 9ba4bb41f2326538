/** Many documents from one sample, each with content of its own, so that none is answered as a duplicate. */
import { readFile } from 'node:fs/promises';

const SAMPLES = new URL('../../events/samples/', import.meta.url);

/** A born-digital one-page PDF, and a PDF that only holds a scanned page. */
export const DIGITAL = 'facture-2026-0142-atelier-lumiere.pdf';
export const SCANNED = 'scan-20260319-plomberie-kerouedan.pdf';

/** A PDF reader ignores what follows the end-of-file mark, so a comment there makes the content new. */
export async function distinctPdf(sample: string, seed: string): Promise<Uint8Array> {
  const bytes = await readFile(new URL(sample, SAMPLES));
  return Buffer.concat([bytes, Buffer.from(`\n% ${seed}\n`)]);
}

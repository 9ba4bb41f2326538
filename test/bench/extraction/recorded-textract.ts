/** Pages from recorded answers of Textract, to extract from its reading and from ours in one run. */
import { readFile } from 'node:fs/promises';
import type { DetectDocumentTextCommandOutput } from '@aws-sdk/client-textract';
import sharp from 'sharp';
import type { Page } from '../../../shared/domain/page/page.ts';
import { createTextract, type TextractSender } from '../../../shared/ocr/textract.ts';

/** The page as Textract read it: `recording` holds its blocks, `picture` the file it was given. */
export async function recordedPage(recording: string, picture: string): Promise<Page> {
  const { data, info } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true });
  const recorded = JSON.parse(await readFile(recording, 'utf8'));
  const answer = {
    Blocks: Array.isArray(recorded) ? recorded : recorded.Blocks,
  } as DetectDocumentTextCommandOutput;
  const client = { send: async () => answer } as unknown as TextractSender;
  const { words } = await createTextract({ client, operation: 'detect-text' }).recognize({
    pixels: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    width: info.width,
    height: info.height,
    dpi: 300,
  });
  const confidence = words.reduce((sum, word) => sum + word.confidence, 0) / Math.max(1, words.length);
  // Without a density, any scale will do: boxes are fractions.
  return {
    number: 1,
    widthPoints: info.width,
    heightPoints: info.height,
    provider: 'textract',
    words,
    confidence,
  };
}

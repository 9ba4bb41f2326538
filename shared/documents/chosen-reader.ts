/** Who reads pictures of pages in this installation; OCR_ENGINE follows from the setting `ocr` (infra/settings.ts). */
import { TextractClient } from '@aws-sdk/client-textract';
import { optionalSetting } from '../environment.ts';
import { createSingleReader, type PageReader } from '../ocr/page-reader.ts';
import { createTextract } from '../ocr/textract.ts';
import { defaultReader } from './open-document.ts';

/** Our own engines, unless the installation chose Textract. */
export function chosenReader(): PageReader {
  if (optionalSetting('OCR_ENGINE') !== 'textract') return defaultReader();
  return createSingleReader(createTextract({ client: new TextractClient({}), operation: 'detect-text' }));
}

import { afterEach, expect, test, vi } from 'vitest';
import { chosenReader } from '../../../../shared/documents/chosen-reader.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('our own engines read unless the installation chose Textract', () => {
  vi.stubEnv('OCR_ENGINE', '');
  expect(chosenReader().version).toMatch(/^merged-/);
  vi.stubEnv('OCR_ENGINE', 'textract');
  expect(chosenReader().version).toMatch(/^textract-/);
});

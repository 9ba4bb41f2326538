import { expect, test } from 'vitest';
import type { Line } from '../../../../shared/domain/extraction/result.ts';
import { recordFromItem, recordItem } from '../../../../shared/stores/document-item.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import { someReading } from '../../../support/task-examples.ts';

const random = seededRandom(5);
const noise = (length: number): string =>
  Array.from({ length }, () => String.fromCharCode(0x4e00 + Math.floor(random() * 20_000))).join('');

test('thousands of lines of long descriptions fit an item, their figures whole', () => {
  const lines: Line[] = Array.from({ length: 1500 }, (_, index) => ({
    description: noise(300),
    quantity: index,
    unit_price: 2,
    total: 2 * index,
    vat_rate: 20,
    confidence: 1,
  }));
  const extraction = { ...someReading().extraction, lines };
  const item = recordItem({
    tenant: 'acme',
    documentId: 'doc_1',
    documentName: 'long.xml',
    sha256: '0',
    format: 'xml',
    pages: 1,
    provider: 'xml',
    extraction,
    extractedAt: '2026-11-20T12:00:00.000Z',
    originalKey: 'originals/acme/1/2/long.xml',
  });
  expect((item.lines as Uint8Array).length).toBeLessThan(250_000);
  const kept = recordFromItem(item).extraction.lines;
  expect(kept.map(({ description: _cut, ...figures }) => figures)).toEqual(
    lines.map(({ description: _whole, ...figures }) => figures),
  );
});

import {
  AnalyzeExpenseCommand,
  type AnalyzeExpenseCommandOutput,
  type Block,
  type DetectDocumentTextCommand,
  type DetectDocumentTextCommandOutput,
} from '@aws-sdk/client-textract';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { createTextract, type TextractSender } from '../../../../shared/ocr/textract.ts';
import { drawPageImage, INVOICE_LINES } from '../../../support/drawn-page.ts';
import { ocrEngineCases } from '../../../support/ocr-engine-cases.ts';

/** The drawn invoice as the service describes such a page: PAGE, LINE and WORD blocks, confidence in percent. */
function blocks(): Block[] {
  const geometry = (left: number, top: number, width: number) => ({
    BoundingBox: { Left: left / 1200, Top: top / 700, Width: width / 1200, Height: 36 / 700 },
    Polygon: [],
  });
  const lines = INVOICE_LINES.flatMap(({ text, left, top }, n): Block[] => {
    let at = left;
    const words = text.split(' ').map((word, m): Block => {
      const width = word.length * 22;
      const block: Block = {
        BlockType: 'WORD',
        Id: `word-${n}-${m}`,
        Text: word,
        TextType: 'PRINTED',
        Confidence: 99.1,
        Geometry: geometry(at, top, width),
      };
      at += width + 12;
      return block;
    });
    const line: Block = {
      BlockType: 'LINE',
      Id: `line-${n}`,
      Text: text,
      Confidence: 99.2,
      Geometry: geometry(left, top, at - left),
      Relationships: [{ Type: 'CHILD', Ids: words.map((word) => word.Id!) }],
    };
    return [line, ...words];
  });
  return [{ BlockType: 'PAGE', Id: 'page', Geometry: geometry(0, 0, 1200) }, ...lines];
}

const EXPENSE: AnalyzeExpenseCommandOutput = {
  $metadata: { httpStatusCode: 200 },
  DocumentMetadata: { Pages: 1 },
  ExpenseDocuments: [
    {
      ExpenseIndex: 1,
      SummaryFields: [
        {
          Type: { Text: 'TOTAL', Confidence: 98.5 },
          LabelDetection: { Text: 'Total TTC', Confidence: 97 },
          ValueDetection: {
            Text: '1500,00',
            Confidence: 96.4,
            Geometry: { BoundingBox: { Left: 0.667, Top: 0.557, Width: 0.13, Height: 0.05 } },
          },
          PageNumber: 1,
        },
        { Type: { Text: 'VENDOR_PHONE', Confidence: 80 }, PageNumber: 1 },
      ],
      LineItemGroups: [
        {
          LineItemGroupIndex: 1,
          LineItems: [
            {
              LineItemExpenseFields: [
                {
                  Type: { Text: 'ITEM', Confidence: 99 },
                  ValueDetection: { Text: 'Serrure', Confidence: 90 },
                },
                {
                  Type: { Text: 'PRICE', Confidence: 99 },
                  ValueDetection: { Text: '1250,00', Confidence: 91 },
                },
              ],
            },
          ],
        },
      ],
      Blocks: blocks(),
    },
  ],
};

class FakeTextract implements TextractSender {
  readonly sent: (AnalyzeExpenseCommand | DetectDocumentTextCommand)[] = [];
  failure: Error | undefined;

  send(
    command: AnalyzeExpenseCommand,
    options: { abortSignal?: AbortSignal },
  ): Promise<AnalyzeExpenseCommandOutput>;
  send(
    command: DetectDocumentTextCommand,
    options: { abortSignal?: AbortSignal },
  ): Promise<DetectDocumentTextCommandOutput>;
  async send(
    command: AnalyzeExpenseCommand | DetectDocumentTextCommand,
    { abortSignal }: { abortSignal?: AbortSignal },
  ): Promise<AnalyzeExpenseCommandOutput | DetectDocumentTextCommandOutput> {
    this.sent.push(command);
    // As the SDK does: an abort is an error of its own kind, not the signal's reason.
    if (abortSignal?.aborted) throw Object.assign(new Error('Request aborted'), { name: 'AbortError' });
    if (this.failure) throw this.failure;
    if (command instanceof AnalyzeExpenseCommand) return EXPENSE;
    return {
      $metadata: {},
      DocumentMetadata: { Pages: 1 },
      Blocks: blocks(),
      DetectDocumentTextModelVersion: '1.0',
    };
  }
}

ocrEngineCases('Textract, DetectDocumentText', false, () =>
  createTextract({ client: new FakeTextract(), operation: 'detect-text' }),
);
ocrEngineCases('Textract, AnalyzeExpense', false, () =>
  createTextract({ client: new FakeTextract(), operation: 'analyze-expense' }),
);

describe('Textract', () => {
  test('gives the values that it names, with their places and the lesser of both confidences', async () => {
    const engine = createTextract({ client: new FakeTextract(), operation: 'analyze-expense' });
    const { summary, lines } = await engine.recognize(await drawPageImage(INVOICE_LINES));
    expect(summary).toEqual([
      {
        type: 'TOTAL',
        label: 'Total TTC',
        value: '1500,00',
        confidence: expect.closeTo(0.964, 5),
        box: { x: 0.667, y: 0.557, width: expect.closeTo(0.13, 5), height: expect.closeTo(0.05, 5) },
      },
    ]);
    expect(lines.map((line) => line.map(({ type, value }) => [type, value]))).toEqual([
      [
        ['ITEM', 'Serrure'],
        ['PRICE', '1250,00'],
      ],
    ]);
  });

  test('is sent the page as a picture that it takes', async () => {
    const client = new FakeTextract();
    await createTextract({ client, operation: 'detect-text' }).recognize(await drawPageImage(INVOICE_LINES));
    const bytes = client.sent[0]!.input.Document!.Bytes!;
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 1200, height: 700 });
  });

  test.each([
    ['UnsupportedDocumentException', 'unreadable_file'],
    ['BadDocumentException', 'unreadable_file'],
    ['DocumentTooLargeException', 'image_too_large'],
    ['ThrottlingException', 'unavailable'],
  ])('its %s is %s here', async (name, code) => {
    const client = new FakeTextract();
    client.failure = Object.assign(new Error('from the service'), { name });
    const engine = createTextract({ client, operation: 'detect-text' });
    await expect(engine.recognize(await drawPageImage([]))).rejects.toMatchObject({ code });
  });
});

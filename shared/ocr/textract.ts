/**
 * Amazon Textract. Off by default: it sends documents to AWS and costs money by the page. Imported only where it
 * is chosen, with a client made there, so that no other bundle carries it.
 */
import {
  AnalyzeExpenseCommand,
  type AnalyzeExpenseCommandOutput,
  type Block,
  DetectDocumentTextCommand,
  type DetectDocumentTextCommandOutput,
  type ExpenseField,
  type Geometry,
} from '@aws-sdk/client-textract';
import { AppError } from '../contract/app-error.ts';
import type { Box, Word } from '../domain/page/page.ts';
import type { OcrEngine, OcrResult } from './engine.ts';
import { type PageImage, toSharp } from './page-image.ts';
import { clampBox, inReadingOrder } from './reading-order.ts';

/** What is used of a `TextractClient`; tests give one that answers from a recording. */
export interface TextractSender {
  send(
    command: AnalyzeExpenseCommand,
    options: { abortSignal?: AbortSignal },
  ): Promise<AnalyzeExpenseCommandOutput>;
  send(
    command: DetectDocumentTextCommand,
    options: { abortSignal?: AbortSignal },
  ): Promise<DetectDocumentTextCommandOutput>;
}

/** A value that AnalyzeExpense names by itself: `TOTAL`, `VENDOR_NAME`, `INVOICE_RECEIPT_ID`, `ITEM`, `PRICE` … */
export interface ExpenseValue {
  type: string;
  /** As printed beside the value, '' when nothing is. */
  label: string;
  value: string;
  box: Box | null;
  /** 0–1. */
  confidence: number;
}

export interface TextractResult extends OcrResult {
  /** Empty with `detect-text`. */
  summary: ExpenseValue[];
  /** Rows of the invoice's tables, each with its own values. */
  lines: ExpenseValue[][];
}

export interface TextractOptions {
  client: TextractSender;
  /** `analyze-expense` names an invoice's values too and costs about seven times as much. */
  operation: 'analyze-expense' | 'detect-text';
}

/** The service takes at most 10 MB as bytes; a page this large is sent as JPEG. */
const MAX_BYTES = 10_000_000;

async function encode(image: PageImage): Promise<Uint8Array> {
  const png = await toSharp(image).png({ compressionLevel: 6 }).toBuffer();
  if (png.length <= MAX_BYTES) return png;
  const jpeg = await toSharp(image).jpeg({ quality: 85 }).toBuffer();
  if (jpeg.length <= MAX_BYTES) return jpeg;
  throw new AppError('image_too_large', { width: image.width, height: image.height });
}

function toBox(geometry: Geometry | undefined): Box | null {
  const box = geometry?.BoundingBox;
  if (box?.Left === undefined || box.Top === undefined) return null;
  return clampBox(box.Left, box.Top, box.Left + (box.Width ?? 0), box.Top + (box.Height ?? 0));
}

function share(percent: number | undefined): number {
  return Math.min(1, Math.max(0, (percent ?? 0) / 100));
}

function toWords(blocks: readonly Block[]): Word[] {
  return blocks.flatMap((block) => {
    const box = toBox(block.Geometry);
    if (block.BlockType !== 'WORD' || !block.Text || box === null) return [];
    return [{ text: block.Text, box, confidence: share(block.Confidence) }];
  });
}

function toValues(fields: readonly ExpenseField[]): ExpenseValue[] {
  return fields.flatMap((field) => {
    const value = field.ValueDetection?.Text;
    if (!value || !field.Type?.Text) return [];
    const confidence = Math.min(share(field.Type.Confidence), share(field.ValueDetection?.Confidence));
    const label = field.LabelDetection?.Text ?? '';
    return [{ type: field.Type.Text, label, value, box: toBox(field.ValueDetection?.Geometry), confidence }];
  });
}

function fromExpense(answer: AnalyzeExpenseCommandOutput): TextractResult {
  const documents = answer.ExpenseDocuments ?? [];
  return {
    words: inReadingOrder(toWords(documents.flatMap((document) => document.Blocks ?? []))),
    summary: toValues(documents.flatMap((document) => document.SummaryFields ?? [])),
    lines: documents
      .flatMap((document) => document.LineItemGroups ?? [])
      .flatMap((group) => group.LineItems ?? [])
      .map((line) => toValues(line.LineItemExpenseFields ?? [])),
  };
}

/** What the service's own errors mean here; anything else is passed on. */
function translate(error: unknown): unknown {
  const name = error instanceof Error ? error.name : '';
  const options = { cause: error };
  switch (name) {
    case 'UnsupportedDocumentException':
    case 'BadDocumentException':
      return new AppError('unreadable_file', { engine: 'textract' }, options);
    case 'DocumentTooLargeException':
      return new AppError('image_too_large', { engine: 'textract' }, options);
    case 'ThrottlingException':
    case 'ProvisionedThroughputExceededException':
    case 'InternalServerError':
      return new AppError('unavailable', { engine: 'textract' }, options);
    default:
      return error;
  }
}

/** Textract behind the common interface. Retries are the client's; its errors become AppErrors. */
export function createTextract({ client, operation }: TextractOptions): OcrEngine<TextractResult> {
  return {
    id: 'textract',
    async recognize(image, signal) {
      signal?.throwIfAborted();
      const Document = { Bytes: await encode(image) };
      const options = signal ? { abortSignal: signal } : {};
      try {
        if (operation === 'analyze-expense') {
          return fromExpense(await client.send(new AnalyzeExpenseCommand({ Document }), options));
        }
        const answer = await client.send(new DetectDocumentTextCommand({ Document }), options);
        return { words: inReadingOrder(toWords(answer.Blocks ?? [])), summary: [], lines: [] };
      } catch (error) {
        signal?.throwIfAborted();
        throw translate(error);
      }
    },
    async warm() {},
    async close() {},
  };
}

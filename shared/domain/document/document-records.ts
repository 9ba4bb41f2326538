/** The record of a document: what was read from one content, whoever asked for it. */
import { createHash } from 'node:crypto';
import type { Extraction } from '../extraction/result.ts';
import type { Confirmation } from './confirmation.ts';

/** Which of several invoices of one file a record is of. */
export interface DocumentPart {
  /** From 1. */
  number: number;
  of: number;
  /** Pages of the file, from 1, both inclusive. */
  fromPage: number;
  toPage: number;
}

export interface DocumentRecord {
  tenant: string;
  documentId: string;
  documentName: string;
  sha256: string;
  format: string;
  pages: number;
  provider: string;
  extraction: Extraction;
  extractedAt: string;
  originalKey: string;
  /** Absent where the file holds one invoice. */
  part?: DocumentPart;
  /** What read its pages, under which they are kept; absent in records kept before it was. */
  readerVersion?: string;
  /** Present once a person confirmed it: the extraction is then what they stand by. */
  confirmation?: Confirmation;
}

export interface DocumentRecords {
  get(tenant: string, documentId: string): Promise<DocumentRecord | undefined>;
}

/**
 * The id of a content within a tenant: the same bytes always give the same document, and tenants never share one.
 */
export function documentIdOf(tenant: string, sha256: string): string {
  return `doc_${createHash('sha256').update(`${tenant}\n${sha256}`).digest('hex').slice(0, 24)}`;
}

/** The id of a part of a document: the first part bears the document's own, so that it is found as ever. */
export function partIdOf(documentId: string, number: number): string {
  return number === 1 ? documentId : `${documentId}_${number}`;
}

/** The ids of all parts of a document, in order. */
export function partIdsOf(documentId: string, parts: number): string[] {
  return Array.from({ length: parts }, (_, index) => partIdOf(documentId, index + 1));
}

/** The document of a part, and the part's number: 1 for an id that names none. */
export function partNamed(id: string): { documentId: string; number: number } {
  const [, documentId, number] = /^(doc_[0-9a-f]+)_([1-9]\d{0,3})$/.exec(id) ?? [];
  return documentId !== undefined && Number(number) > 1
    ? { documentId, number: Number(number) }
    : { documentId: id, number: 1 };
}

/** The record of a document: what was read from one content, whoever asked for it. */
import { createHash } from 'node:crypto';
import type { Extraction } from '../extraction/result.ts';

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

/** The records that a reading ends with: one for each invoice of the file, each compared with those that came before. */
import { confirmedExtraction } from '../domain/document/confirmation.ts';
import { type DocumentRecord, partIdOf } from '../domain/document/document-records.ts';
import {
  type InvoiceIdentity,
  identityOf,
  type KnownDuplicate,
  LIKENESS_LEVELS,
  likenessOf,
} from '../domain/document/known-duplicates.ts';
import { checkOf } from '../domain/extraction/checks/catalogue.ts';
import { withChecks } from '../domain/extraction/checks/review.ts';
import type { Extraction } from '../domain/extraction/result.ts';
import type { Task } from '../domain/task/task.ts';
import type { CompletedReading, ReadPart } from '../domain/task/task-services.ts';
import { getConfirmation } from './confirmations.ts';
import { layDownParts, readingName } from './document-parts.ts';
import { documentPut, partsReadingOf } from './document-records.ts';
import { searchDuplicate } from './known-duplicates.ts';
import type { Table, TransactItem } from './table.ts';

/** A transaction holds 100 items; the task, its counters, the outbox and the record need their share. */
const MAX_CLAIMS = 80;

export interface ReadingRecords {
  /** What the task tells of: the reading with what was found of duplicates, and with what people confirmed of it. */
  result: CompletedReading;
  /** The transaction's part. */
  items: TransactItem[];
  /** Readings whose parts the document had, and has from then on. */
  readings: { former: string | undefined; current: string | undefined };
}

/**
 * Lays down what a transaction has no room for, and gives the rest. Of a file with very many invoices the last ones
 * are compared with documents that came before, but are not found by those that come after.
 */
export async function readingRecords(
  table: Table,
  task: Task,
  reading: CompletedReading,
  now: Date,
): Promise<ReadingRecords> {
  const documentId = task.documentId as string;
  const whole: ReadPart = {
    extraction: reading.extraction,
    provider: reading.provider,
    pages: { from: 1, to: reading.pages },
  };
  const several = reading.parts !== undefined && reading.parts.length > 1;
  const parts = several ? reading.parts! : [whole];
  const claims: TransactItem[] = [];
  const told: ReadPart[] = [];
  const earlier: { id: string; identity: InvoiceIdentity }[] = [];
  for (const [index, part] of parts.entries()) {
    // The picture is that of the file's first page.
    const identity = identityOf(part.extraction, index === 0 ? reading.picture : null);
    const id = partIdOf(documentId, index + 1);
    const { duplicate: before, items } = await searchDuplicate(table, task.tenant, id, identity);
    // One file may hold an invoice twice, say the seller's copy and the buyer's; a transaction writes an item once.
    const twin = earlier.find((other) => likenessOf(identity, other.identity) === 'same_invoice');
    const duplicate = before ?? (twin && { documentId: twin.id, likeness: 'same_invoice' as const });
    earlier.push({ id, identity });
    const taken = new Set(claims.map(keyOf));
    const own = items.filter((item) => !taken.has(keyOf(item)));
    if (claims.length + own.length <= MAX_CLAIMS) claims.push(...own);
    told.push(duplicate ? { ...part, extraction: tellOf(part.extraction, duplicate) } : part);
  }
  const records = told.map((part, index) => ({
    ...recordOf(task, part, index, told.length, now),
    readerVersion: reading.readerVersion,
  }));
  const former = await partsReadingOf(table, task.tenant, documentId);
  const current = several ? readingName(task) : undefined;
  if (current !== undefined) await layDownParts(table, documentId, current, records.slice(1));
  const presented = await Promise.all(
    told.map(async (part, index) => {
      const confirmation = await getConfirmation(table, task.tenant, partIdOf(documentId, index + 1));
      return confirmation
        ? { ...part, extraction: confirmedExtraction(part.extraction, confirmation) }
        : part;
    }),
  );
  return {
    result: { ...reading, extraction: presented[0]!.extraction, ...(several && { parts: presented }) },
    items: [documentPut(table, records[0]!, current), ...claims],
    readings: { former, current },
  };
}

function recordOf(task: Task, part: ReadPart, index: number, of: number, now: Date): DocumentRecord {
  const { from, to } = part.pages;
  return {
    tenant: task.tenant,
    documentId: partIdOf(task.documentId as string, index + 1),
    documentName: task.documentName,
    sha256: task.sha256 as string,
    format: task.format as string,
    pages: to - from + 1,
    provider: part.provider,
    extraction: part.extraction,
    extractedAt: now.toISOString(),
    originalKey: task.originalKey as string,
    ...(of > 1 && { part: { number: index + 1, of, fromPage: from, toPage: to } }),
  };
}

/** A record that tells of the document that it repeats; a like picture alone is for a person to judge. */
function tellOf(extraction: Extraction, { documentId, likeness }: KnownDuplicate): Extraction {
  const check = checkOf('known_duplicate', {
    parameters: { document: documentId },
    level: LIKENESS_LEVELS[likeness],
  });
  return withChecks(extraction, [check]);
}

function keyOf({ Put }: TransactItem): string {
  return `${Put?.Item?.pk} ${Put?.Item?.sk}`;
}

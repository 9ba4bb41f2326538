/**
 * Finding the document that an invoice came in before, without scanning. Two kinds of items are kept of each:
 * a claim on seller, number and total, held by the document that came first; and the picture, filed under bands
 * of its hash. Both may be out of date after a new reading, so whatever they lead to is compared by its record.
 */
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DocumentRecord } from '../domain/document/document-records.ts';
import {
  type InvoiceIdentity,
  identityOf,
  invoiceKeys,
  type KnownDuplicate,
  likenessOf,
  repeatedOf,
} from '../domain/document/known-duplicates.ts';
import { differences, isAlike, pictureBands } from '../domain/document/picture-likeness.ts';
import { documentRecords } from './document-records.ts';
import type { Table, TransactItem } from './table.ts';

/** Pictures looked at in one band; a tenant may have thousands of one form. */
const MAX_IN_BAND = 100;
/** Nearest pictures whose records are read. */
const MAX_CANDIDATES = 4;

/** Copies of copies that are followed to the first. */
const MAX_HOPS = 5;

const CLAIM = 'FIRST';
/** Stands for the total of a document that shows none. */
const NO_TOTAL = '-';

interface PictureItem {
  sk: string;
  documentId: string;
  picture: string;
}

function claimKey(tenant: string, key: string) {
  return { pk: `TENANT#${tenant}#SAME#${key}`, sk: CLAIM };
}

function bandPartition(tenant: string, band: string): string {
  return `TENANT#${tenant}#PICTURE#${band}`;
}

/** What was found, and the transaction's part that lets later documents find this one. */
export interface DuplicateSearch {
  duplicate: KnownDuplicate | null;
  /** Conditional on what was found: a claim taken by another in the meantime fails the transaction. */
  items: TransactItem[];
}

/**
 * Looks for an earlier document that is the same invoice. Of two that end at once, one is refused its claim and
 * looks again, so that exactly one of them tells of the other; pictures alone have no such claim, and two that end
 * in the same instant do not see each other.
 */
export async function searchDuplicate(
  table: Table,
  tenant: string,
  documentId: string,
  identity: InvoiceIdentity,
): Promise<DuplicateSearch> {
  const { client, name: TableName } = table;
  const seen = new Map<string, Promise<KnownDuplicate | null>>();

  /** Compares with the record as it is now; the picture is not part of it. */
  function compared(other: string, picture: string | null): Promise<KnownDuplicate | null> {
    const known = seen.get(other);
    if (known) return known;
    const answer = documentRecords(table)
      .get(tenant, other)
      .then(async (record) => {
        const likeness = record && likenessOf(identity, identityOf(record.extraction, picture));
        return likeness && !(await cameAfter(record)) ? { documentId: other, likeness } : null;
      });
    seen.set(other, answer);
    return answer;
  }

  /**
   * Whether a record is told to repeat this document, perhaps by way of others. Read anew, the first of several copies
   * would otherwise find the others, and none would be left that stands for the invoice.
   */
  async function cameAfter(record: DocumentRecord): Promise<boolean> {
    let current: DocumentRecord | undefined = record;
    for (let hops = 0; current && hops < MAX_HOPS; hops++) {
      const before = repeatedOf(current.extraction);
      if (before === documentId) return true;
      current = before === null ? undefined : await documentRecords(table).get(tenant, before);
    }
    return false;
  }

  const claims = await Promise.all(
    invoiceKeys(identity).map(async (key) => {
      const Key = claimKey(tenant, key);
      const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      const holder = Item?.documentId as string | undefined;
      const found = holder && holder !== documentId ? await compared(holder, null) : null;
      return { Key, holder, found };
    }),
  );
  const items: TransactItem[] = claims
    .filter(({ found }) => found === null)
    .map(({ Key, holder }) => ({
      Put: {
        TableName,
        Item: { ...Key, documentId },
        ConditionExpression: holder ? 'documentId = :holder' : 'attribute_not_exists(pk)',
        ...(holder && { ExpressionAttributeValues: { ':holder': holder } }),
      },
    }));
  let duplicate = claims.find(({ found }) => found !== null)?.found ?? null;

  if (identity.picture !== null) {
    duplicate ??= await nearestPicture(table, tenant, documentId, identity, compared);
    const sk = `${identity.total ?? NO_TOTAL}#${documentId}`;
    for (const band of pictureBands(identity.picture)) {
      const Item = { pk: bandPartition(tenant, band), sk, documentId, picture: identity.picture };
      items.push({ Put: { TableName, Item } });
    }
  }
  return { duplicate, items };
}

async function nearestPicture(
  { client, name: TableName }: Table,
  tenant: string,
  documentId: string,
  { picture, total }: InvoiceIdentity,
  compared: (other: string, picture: string) => Promise<KnownDuplicate | null>,
): Promise<KnownDuplicate | null> {
  if (picture === null) return null;
  // Another total is another invoice; only where either shows none must any other be looked at.
  const prefixes = total === null ? [''] : [`${total}#`, `${NO_TOTAL}#`];
  const queries = pictureBands(picture).flatMap((band) =>
    prefixes.map(async (prefix) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: prefix === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :sk)',
          ExpressionAttributeValues: {
            ':pk': bandPartition(tenant, band),
            ...(prefix !== '' && { ':sk': prefix }),
          },
          Limit: MAX_IN_BAND,
          ConsistentRead: true,
        }),
      );
      return Items as PictureItem[];
    }),
  );
  const near = new Map<string, string>();
  for (const item of (await Promise.all(queries)).flat()) {
    if (item.documentId !== documentId && isAlike(picture, item.picture))
      near.set(item.documentId, item.picture);
  }
  const nearest = [...near]
    .map(([other, hash]) => ({ other, hash, distance: differences(picture, hash) }))
    .sort((a, b) => a.distance - b.distance || (a.other < b.other ? -1 : 1));
  let weaker: KnownDuplicate | null = null;
  for (const { other, hash } of nearest.slice(0, MAX_CANDIDATES)) {
    const found = await compared(other, hash);
    if (found && found.likeness !== 'same_form') return found;
    weaker ??= found;
  }
  return weaker;
}

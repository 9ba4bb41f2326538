/** How the packs of a report's editions lie in the table: each part of a pack an item, spread over partitions. */

import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import { reportPartition } from './fax-report-item.ts';

/**
 * Partition keys that a report's packs are spread over. DynamoDB writes 1,000 units a second to one; a million rows take
 * some 10,000.
 */
export const SHARDS = 16;

export type PackPart = 'SEARCH' | 'REST';

export function shardPartition(tenant: string, reportId: string, shard: number): string {
  return `${reportPartition(tenant, reportId)}#${shard}`;
}

/** What the sort keys of an edition's packs begin with. */
export function packPrefix(edition: string): string {
  return `PACK#${edition}#`;
}

export interface EditionOf {
  tenant: string;
  reportId: string;
  edition: string;
}

/** @param number counted from 0, in the order of rows. */
export function packKey({ tenant, reportId, edition }: EditionOf, number: number, part: PackPart) {
  return {
    pk: shardPartition(tenant, reportId, number % SHARDS),
    sk: `${packPrefix(edition)}${String(number).padStart(5, '0')}#${part}`,
  };
}

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);
/** Of the size of a part: a larger window takes memory and time for nothing. */
const WINDOW_BITS = 19;
const QUALITY = 4;
/** No part is as large; whatever claims to be is not ours. */
const MAX_PART_BYTES = 1_000_000;

/** In libuv's threads, so that it runs beside what comes next. */
export async function compressPart(bytes: Uint8Array): Promise<Buffer> {
  return compress(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

/** Rejects for what is no brotli stream. */
export async function decompressPart(bytes: Uint8Array): Promise<Buffer> {
  return decompress(bytes, { maxOutputLength: MAX_PART_BYTES });
}

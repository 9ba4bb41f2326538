import { pipeline, Readable } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import * as z from 'zod';
import { type Encoding, preferredEncoding } from '../../shared/contract/accepted-encoding.ts';
import { EVERY_ROLE } from '../../shared/contract/caller.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import type { Services } from '../../shared/contract/services.ts';
import { exportKey } from '../../shared/domain/fax-log/fax-exports.ts';
import type { FaxReport } from '../../shared/domain/fax-log/fax-report.ts';
import { CSV_COLUMNS, CSV_DIALECTS, type CsvDialect, csvHead, csvLines } from './csv.ts';
import { downloadName } from './download-name.ts';
import { readOf, reportParams } from './found-report.ts';

/**
 * Largest file in an answer: Lambda answers at most 6 MiB of JSON (headers included), and base64 takes a third.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const MAXIMUM_BINARY_BYTES = 4_500_000;
/** Text needs no base64: a log of 90,000 rows just fits as it is, so that `curl` without any option gets it at once. */
const MAXIMUM_TEXT_BYTES = 6_200_000;
/** Grows when what is written for the same records changes, so that no stored export of the former form is given. */
const FORM_VERSION = 'v1';
const MEDIA_TYPE = 'text/csv; charset=utf-8';
/** What a compressor hands over at once. */
const CHUNK_BYTES = 256 * 1024;

const EXTENSIONS: Record<Encoding, string> = { identity: '', gzip: '.gz', br: '.br' };

type ExportServices = Pick<Services, 'faxRecords' | 'faxExportFiles'>;

async function* plainCsv(
  services: Pick<Services, 'faxRecords'>,
  report: FaxReport,
  dialect: CsvDialect,
): AsyncGenerator<Buffer> {
  yield Buffer.from(csvHead(dialect));
  for await (const records of services.faxRecords.read(report)) yield csvLines(records, dialect);
}

/** The fastest settings: CSV of numbers shrinks to a quarter by them, and little further by slower ones. */
function compressor(encoding: Exclude<Encoding, 'identity'>) {
  if (encoding === 'gzip') return createGzip({ level: constants.Z_BEST_SPEED, chunkSize: CHUNK_BYTES });
  return createBrotliCompress({
    params: { [constants.BROTLI_PARAM_QUALITY]: 1 },
    chunkSize: CHUNK_BYTES,
  });
}

/** Compresses as it comes, beside whoever makes the next piece. A source that fails fails the result. */
async function* encoded(source: AsyncGenerator<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  if (encoding === 'identity') return yield* source;
  const stream = compressor(encoding);
  // Either end's failure or leaving ends the other; whoever reads the stream learns of it there.
  pipeline(Readable.from(source), stream, () => {});
  yield* stream as AsyncIterable<Buffer>;
}

type Exported = { content: Uint8Array | string } | { address: string };

/** The file itself where it fits into an answer, else where it lies. */
async function exportOf(
  services: ExportServices,
  report: FaxReport,
  form: { dialect: CsvDialect; encoding: Encoding },
): Promise<Exported> {
  const { dialect, encoding } = form;
  const stream = encoded(plainCsv(services, report, dialect), encoding);
  const limit = encoding === 'identity' ? MAXIMUM_TEXT_BYTES : MAXIMUM_BINARY_BYTES;
  const begun: Buffer[] = [];
  let size = 0;
  for (let next = await stream.next(); !next.done; next = await stream.next()) {
    begun.push(next.value);
    size += next.value.length;
    if (size > limit) break;
  }
  if (size <= limit) {
    const content = Buffer.concat(begun);
    if (encoding !== 'identity') return { content };
    const text = content.toString();
    // As JSON, line ends and quotes take two bytes each.
    if (Buffer.byteLength(JSON.stringify(text)) <= limit) return { content: text };
  }

  const key = exportKey(report, `${FORM_VERSION}.${dialect}.csv${EXTENSIONS[encoding]}`);
  if (await services.faxExportFiles.has(key)) await stream.return(undefined);
  else await services.faxExportFiles.write(key, whole(begun, stream), headersOf(report, encoding));
  return { address: await services.faxExportFiles.address(key) };
}

async function* whole(begun: Buffer[], rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  // Each is let go once it is passed on.
  for (let chunk = begun.shift(); chunk; chunk = begun.shift()) yield chunk;
  yield* rest;
}

function headersOf(report: FaxReport, encoding: Encoding) {
  return {
    contentType: MEDIA_TYPE,
    contentDisposition: downloadName(report.documentName, 'csv'),
    ...(encoding !== 'identity' && { contentEncoding: encoding }),
  };
}

export const exportCsv = defineRoute({
  id: 'faxLogs.exportCsv',
  method: 'GET',
  path: '/api/v3/export/{report_id}/csv',
  summary: 'Exporter un journal de fax en CSV',
  description: `Every row, in the order of the file: ${CSV_COLUMNS.join(', ')} (RFC 4180, UTF-8). Follow redirects (\`curl -L\`): about 90,000 rows come at once, far more when \`Accept-Encoding\` allows gzip or brotli; a larger file answers 303 with an address that is good for 15 minutes. A cell that a spreadsheet would take for a formula begins with an apostrophe, numbers like \`+33…\` included. \`mode\` is SF, RF or OTHER; \`pages\` is 0 and \`numero_normalise\` empty where the cell is invalid; \`date_heure\` is empty where it is unreadable. Each export is told to webhooks (\`export_complete\`) and to the audit log.`,
  access: EVERY_ROLE,
  params: reportParams,
  query: z.object({
    dialect: z
      .enum(CSV_DIALECTS)
      .default('rfc4180')
      .describe('rfc4180: commas. excel: semicolons after a byte order mark, for a double click in France'),
  }),
  responses: {
    200: { description: 'The file', contentType: MEDIA_TYPE },
    303: { description: 'Where the file lies' },
  },
  errors: ['not_found', 'unavailable'],
  uses: ['faxReports', 'faxRecords', 'faxExportFiles', 'faxExportJournal'],
  example: {},
}).handle(async ({ input, caller, services, now, requestId, acceptEncoding }) => {
  const { dialect } = input.query;
  const { encoding } = preferredEncoding(acceptEncoding, ['br', 'gzip']);
  const { report, exported } = await readOf(services, caller.tenant, input.params.report_id, async (of) => ({
    report: of,
    exported: await exportOf(services, of, { dialect, encoding }),
  }));
  await services.faxExportJournal.record(
    report,
    {
      exportId: requestId,
      by: caller.subject,
      details: { format: 'csv', dialect, entries: report.summary.totalEntries },
    },
    now(),
  );
  const headers = { vary: 'accept-encoding' };
  if ('address' in exported) return { status: 303, headers: { ...headers, location: exported.address } };
  return {
    status: 200,
    content: exported.content,
    headers: {
      ...headers,
      // An edition never changes; the same tag for every coding, as answers' tags are.
      etag: `W/"${FORM_VERSION}-${dialect}-${report.edition.replace(/[^\w-]/g, '')}"`,
      'content-disposition': downloadName(report.documentName, 'csv'),
      ...(encoding !== 'identity' && { 'content-encoding': encoding }),
    },
  };
});

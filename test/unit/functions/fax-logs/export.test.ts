import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { csvHead, csvLines } from '../../../../functions/fax-logs/csv.ts';
import { exportCsv } from '../../../../functions/fax-logs/export-csv.ts';
import { removeReport } from '../../../../functions/fax-logs/reports.ts';
import { FAX_COLUMNS, type FaxRecord } from '../../../../shared/domain/fax-log/fax-record.ts';
import type { FaxReport } from '../../../../shared/domain/fax-log/fax-report.ts';
import { type Answer, type Api, startApi } from '../../../support/api-under-test.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { faxRow, keepFaxReport } from '../../../support/fax-reports.ts';
import { brokenPromises } from '../../../support/openapi-check.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import { someTenant } from '../../../support/task-examples.ts';

let backend: Backend;
let api: Api;
let tenant: string;

beforeAll(async () => {
  backend = await startBackend();
  api = await startApi(backend);
});
afterAll(async () => {
  await api.stop();
  await backend.stop();
});
beforeEach(() => {
  backend.forgetSent();
  tenant = someTenant();
});

async function exported(
  report: Pick<FaxReport, 'reportId'>,
  options: { query?: Record<string, string>; headers?: Record<string, string> } = {},
  from: Api = api,
): Promise<Answer> {
  const caller = { tenant, subject: 'anne', role: 'viewer' } as const;
  const params = { report_id: report.reportId };
  const answer = await from.call(exportCsv, { caller, params, remainingMs: 20_000, ...options });
  expect(brokenPromises(exportCsv, answer)).toEqual([]);
  return answer;
}

/** Records with long ids that hardly compress, so that few are a large file. */
function longRecords(count: number): FaxRecord[] {
  const random = seededRandom(4);
  const longId = () => Buffer.from(Array.from({ length: 1_350 }, () => random() * 256)).toString('base64');
  return Array.from({ length: count }, (_, at) => ({
    row: at + 2,
    original: FAX_COLUMNS.map((column) => (column === 'faxId' ? longId() : '')),
    mode: 'SF',
    normalisedNumber: '33123456789',
    pages: 1,
    minute: 28_421_910 + at,
    errors: 0,
  }));
}

describe('GET /api/v3/export/{report_id}/csv', () => {
  test('answers every row in the order of the file, as a file', async () => {
    const rows = [
      faxRow({ faxId: 'Z', sentAt: '16/01/2024 10:30' }),
      faxRow({ faxId: 'A', mode: 'x', calledNumber: '+33 1 23 45 67 89', sentAt: '15/01/2024 10:30' }),
      faxRow({ faxId: '=HYPERLINK("http://x")', realPages: '0', calledNumber: '12' }),
    ];
    const report = await keepFaxReport(backend.table, tenant, rows, { documentName: 'Journal été.csv' });
    const { status, headers, text } = await exported(report);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition':
        'attachment; filename="Journal-ete.csv"; filename*=UTF-8\'\'Journal%20%C3%A9t%C3%A9.csv',
      etag: expect.stringMatching(/^W\/"v1-rfc4180-[\w-]+"$/),
    });
    expect(headers['content-encoding']).toBeUndefined();
    expect(text).toBe(
      [
        'fax_id,mode,numero_original,numero_normalise,pages,valide,erreurs,date_heure',
        'Z,SF,01 23 45 67 89,33123456789,2,1,,2024-01-16T10:30:00',
        "A,OTHER,'+33 1 23 45 67 89,33123456789,2,0,Invalid FAX mode,2024-01-15T10:30:00",
        '"\'=HYPERLINK(""http://x"")",SF,12,,0,0,"Number format invalid, Pages must be > 0",2024-01-15T10:30:00',
        '',
      ].join('\r\n'),
    );
  });

  test('answers the headings alone for a report without rows', async () => {
    const { text } = await exported(await keepFaxReport(backend.table, tenant, []));
    expect(text).toBe(csvHead('rfc4180'));
  });

  test.each([
    ['gzip, br', 'br'],
    ['gzip', 'gzip'],
    ['gzip;q=0, identity', undefined],
    ['zstd', undefined],
  ])('answers %j in %s', async (accepted, encoding) => {
    const report = await keepFaxReport(backend.table, tenant, [faxRow()]);
    const { headers, text } = await exported(report, { headers: { 'accept-encoding': accepted } });
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers.vary).toMatch(/accept-encoding/);
    expect(text).toContain('FAX-1,SF,');
  });

  test('opens by a double click where that was asked for', async () => {
    const report = await keepFaxReport(backend.table, tenant, [faxRow()]);
    const { text } = await exported(report, { query: { dialect: 'excel' } });
    expect(text.startsWith('\ufefffax_id;mode;')).toBe(true);
    const { status, json } = await exported(report, { query: { dialect: 'tsv' } });
    expect([status, json.error.code]).toEqual([400, 'invalid_request']);
  });

  test('answers as much as Lambda can, to the last line', async () => {
    const records = longRecords(3_200);
    const report = await keepFaxReport(backend.table, tenant, [], { records });
    const { status, headers, text } = await exported(report);
    expect([status, headers['content-encoding']]).toEqual([200, undefined]);
    expect(text.length).toBeGreaterThan(5_800_000);
    expect(text === csvHead('rfc4180') + csvLines(records, 'rfc4180').toString()).toBe(true);
  });

  test('leads to a file that is too large for an answer, written once for an edition', async () => {
    const records = longRecords(4_000);
    const report = await keepFaxReport(backend.table, tenant, [], { records });
    const whole = csvHead('rfc4180') + csvLines(records, 'rfc4180').toString();
    expect(whole.length).toBeGreaterThan(6_000_000);
    const { status, headers } = await exported(report);
    expect(status).toBe(303);
    const file = await fetch(headers.location as string);
    expect(file.headers.get('content-disposition')).toContain('filename="journal.csv"');
    const etag = file.headers.get('etag');
    expect((await file.text()) === whole).toBe(true);
    const again = await fetch((await exported(report)).headers.location as string);
    expect(again.headers.get('etag')).toBe(etag);
    await again.body?.cancel();

    const compressed = await exported(report, { headers: { 'accept-encoding': 'gzip' } });
    expect(compressed.status).toBe(303);
    expect(compressed.headers.location).toContain('.csv.gz');
    // fetch undoes the coding that the file's own header names.
    expect((await (await fetch(compressed.headers.location as string)).text()) === whole).toBe(true);
  });

  test('tells webhooks and the audit log of each export', async () => {
    const report = await keepFaxReport(backend.table, tenant, [faxRow(), faxRow({ mode: '' })]);
    await exported(report);
    await exported(report);
    const events = backend.events().filter(({ type }) => type === 'export_complete');
    expect(events).toHaveLength(2);
    expect(new Set(events.map(({ id }) => id)).size).toBe(2);
    expect(events[0]).toMatchObject({
      tenant,
      durability: 'durable',
      data: {
        report_id: report.reportId,
        task_id: null,
        document_name: 'journal.csv',
        total_entries: 2,
        error_entries: 1,
        success_rate: 50,
        error: null,
      },
    });
    const entries = backend.sent('audit').map(({ body }) => body);
    expect(new Set(entries.map(({ entry_id }) => entry_id)).size).toBe(2);
    expect(entries[0]).toMatchObject({
      tenant,
      entry: {
        event_type: 'export',
        action: 'csv_export',
        user_id: 'anne',
        resource_id: report.reportId,
        status: 'success',
        details: { format: 'csv', dialect: 'rfc4180', entries: 2 },
      },
    });
  });

  test('is answered even where telling has to wait', async () => {
    const report = await keepFaxReport(backend.table, tenant, [faxRow()]);
    backend.breakSending('audit', 'events');
    expect((await exported(report)).status).toBe(200);
    backend.breakSending();
    expect(backend.events()).toEqual([]);
  });

  test("finds nothing of another tenant's, and tells of nothing", async () => {
    const report = await keepFaxReport(backend.table, someTenant(), [faxRow()]);
    expect((await exported(report)).status).toBe(404);
    expect([backend.events(), backend.sent('audit')]).toEqual([[], []]);
  });

  test('gives out nothing of a report that was removed while it was written', async () => {
    const report = await keepFaxReport(backend.table, tenant, [faxRow()]);
    const removing = await startApi(backend, {
      change: (route) =>
        route.id !== exportCsv.id
          ? route
          : {
              ...route,
              handler: async (context) => {
                const { faxRecords } = context.services;
                const read: typeof faxRecords.read = async function* (of: FaxReport) {
                  yield* faxRecords.read(of);
                  const admin = { tenant, subject: 'anne', role: 'admin' } as const;
                  const params = { report_id: report.reportId };
                  expect((await api.call(removeReport, { caller: admin, params })).status).toBe(204);
                };
                return route.handler({
                  ...context,
                  services: Object.create(context.services, {
                    faxRecords: { value: { ...faxRecords, read } },
                  }),
                });
              },
            },
    });
    const { status, text } = await exported(report, {}, removing);
    await removing.stop();
    expect(status).toBe(404);
    expect(text).not.toContain('FAX-1');
    expect(backend.events().filter(({ type }) => type === 'export_complete')).toEqual([]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { searchAllReports, searchReport } from '../../../../functions/fax-logs/search.ts';
import { type Api, startApi } from '../../../support/api-under-test.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { faxRow, keepFaxReport } from '../../../support/fax-reports.ts';
import { brokenPromises } from '../../../support/openapi-check.ts';
import { noonPlus, someTenant } from '../../../support/task-examples.ts';

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
  tenant = someTenant();
});

const viewer = () => ({ tenant, subject: 'anne', role: 'viewer' }) as const;

async function search(reportId: string, query: Record<string, string> = {}) {
  const answer = await api.call(searchReport, { caller: viewer(), params: { report_id: reportId }, query });
  expect(brokenPromises(searchReport, answer)).toEqual([]);
  return answer;
}
async function searchAll(query: Record<string, string>) {
  const answer = await api.call(searchAllReports, { caller: viewer(), query });
  expect(brokenPromises(searchAllReports, answer)).toEqual([]);
  return answer;
}
// biome-ignore lint/suspicious/noExplicitAny: results as JSON.
const rowsOf = (json: any): number[] => json.results.map(({ row }: { row: number }) => row);

const ROWS = [
  faxRow({ faxId: 'AB-1', calledNumber: '01 23 45 67 89', sentAt: '15/01/2024 10:30' }),
  faxRow({ faxId: 'AB-2', calledNumber: '+33 4 56 78 90 12', mode: 'RF', sentAt: '15/01/2024 10:31' }),
  faxRow({ faxId: 'CD-3', calledNumber: '12', sentAt: '14/01/2024 10:30' }),
  faxRow({ faxId: 'CD-4', mode: 'fax', sentAt: 'hier' }),
];

describe('GET /api/v3/search/{report_id}', () => {
  test('answers rows in the documented shape, newest first', async () => {
    const { reportId } = await keepFaxReport(backend.table, tenant, ROWS);
    const { status, json } = await search(reportId);
    expect(status).toBe(200);
    expect(json).toMatchObject({ total: 4, page: 1, per_page: 50, pages: 1 });
    expect(rowsOf(json)).toEqual([3, 2, 4, 5]);
    expect(json.results[0]).toEqual({
      fax_id: 'AB-2',
      row: 3,
      mode: 'RF',
      numero_original: '+33 4 56 78 90 12',
      numero_normalise: '33456789012',
      pages: 2,
      valide: true,
      erreurs: [],
      error_codes: [],
      date_heure: '2024-01-15T10:31:00',
      date_heure_originale: '15/01/2024 10:31',
      utilisateur: 'Claire Martin',
      revendeur: 'Ouest Télécom',
      adresse_messagerie: 'claire@example.com',
      numero_envoi: '0299000000',
      appel_international: 'Non',
      appel_interne: 'Non',
      duree: '00:01:00',
      pages_facturees: '2',
      type_facturation: 'Forfait',
    });
    expect(json.results[3]).toMatchObject({
      mode: 'OTHER',
      valide: false,
      erreurs: ['Invalid FAX mode'],
      error_codes: ['invalid_mode'],
      date_heure: null,
      date_heure_originale: 'hier',
    });
  });

  test.each([
    [{ q: '33123456789', mode: 'SF' }, [2]],
    [{ q: 'ab-' }, [3, 2]],
    [{ mode: 'rf' }, [3]],
    [{ mode: 'other' }, [5]],
    [{ status: 'INVALID' }, [4, 5]],
    [{ status: 'valid', mode: 'SF' }, [2]],
    [{ q: 'nowhere' }, []],
  ])('finds by %j', async (query, rows) => {
    const { reportId } = await keepFaxReport(backend.table, tenant, ROWS);
    const { json } = await search(reportId, query as unknown as Record<string, string>);
    expect(rowsOf(json)).toEqual(rows);
    expect(json.total).toBe(rows.length);
    expect(json.pages).toBe(Math.ceil(rows.length / 50));
  });

  test('turns pages, and finds nothing beyond the last', async () => {
    const { reportId } = await keepFaxReport(backend.table, tenant, ROWS);
    const pages = await Promise.all(
      ['1', '2', '3'].map(async (page) => (await search(reportId, { page, per_page: '3' })).json),
    );
    expect(pages.map(rowsOf)).toEqual([[3, 2, 4], [5], []]);
    for (const page of pages) expect(page).toMatchObject({ total: 4, per_page: 3, pages: 2 });
  });

  test.each([
    { mode: 'fax' },
    { status: 'ok' },
    { page: '0' },
    { page: '1e9' },
    { per_page: '0' },
    { per_page: '501' },
    { per_page: 'all' },
    { q: '' },
    { q: 'x'.repeat(201) },
    { q: '\ud800' },
  ])('refuses %j', async (query) => {
    const { reportId } = await keepFaxReport(backend.table, tenant, []);
    const { status, json } = await search(reportId, query as unknown as Record<string, string>);
    expect([status, json.error.code]).toEqual([400, 'invalid_request']);
  });

  test.each(['.*', '%', '\\', '"', "' OR 1=1", '\u0000', '(', '[a-z]'])('takes %j as text', async (q) => {
    const { reportId } = await keepFaxReport(backend.table, tenant, [
      faxRow({ faxId: 'plain' }),
      faxRow({ faxId: `<${q}>` }),
    ]);
    expect(rowsOf((await search(reportId, { q })).json)).toEqual([3]);
  });

  test('finds nothing of another tenant, nor of a report without rows', async () => {
    const { reportId } = await keepFaxReport(backend.table, someTenant(), ROWS);
    expect((await search(reportId)).status).toBe(404);
    const empty = await keepFaxReport(backend.table, tenant, []);
    expect((await search(empty.reportId)).json).toMatchObject({ total: 0, pages: 0, results: [] });
  });
});

describe('GET /api/v3/search', () => {
  test('finds a number in every report of the tenant, the latest import first', async () => {
    const older = await keepFaxReport(backend.table, tenant, ROWS, { documentName: 'janvier.csv' });
    const newer = await keepFaxReport(backend.table, tenant, [faxRow(), faxRow({ calledNumber: '12' })], {
      importedAt: noonPlus(60),
      documentName: 'février.csv',
    });
    await keepFaxReport(backend.table, someTenant(), ROWS);
    const { status, json } = await searchAll({ q: '0123456789' });
    expect(status).toBe(200);
    expect(
      json.results.map(({ report_id, document_name, row }: Record<string, unknown>) => [
        report_id,
        document_name,
        row,
      ]),
    ).toEqual([
      [newer.reportId, 'février.csv', 2],
      [older.reportId, 'janvier.csv', 2],
      [older.reportId, 'janvier.csv', 5],
    ]);
    expect(json).toMatchObject({ next: null, searched: { reports: 2, entries: 6 } });
  });

  test('goes on where it ended', async () => {
    for (let report = 0; report < 3; report++) {
      await keepFaxReport(backend.table, tenant, ROWS, { importedAt: noonPlus(report) });
    }
    const found: string[] = [];
    let after: string | undefined;
    do {
      const { json } = await searchAll({ q: 'AB-', limit: '4', ...(after && { after }) });
      expect(json.results.length).toBeLessThanOrEqual(4);
      found.push(...json.results.map(({ report_id, row }: never) => `${report_id} ${row}`));
      after = json.next ?? undefined;
    } while (after);
    expect(found).toHaveLength(6);
    expect(new Set(found).size).toBe(6);
  });

  test.each([{}, { q: '' }, { q: 'x', limit: '501' }, { q: 'x', after: 'nonsense' }])(
    'refuses %j',
    async (query) => {
      const { status, json } = await searchAll(query as unknown as Record<string, string>);
      expect([status, json.error.code]).toEqual([400, 'invalid_request']);
    },
  );
});

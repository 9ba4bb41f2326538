import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getReportAnalytics } from '../../../../functions/fax-logs/analytics.ts';
import { getReportErrors } from '../../../../functions/fax-logs/errors.ts';
import { type Answer, type Api, type Call, startApi } from '../../../support/api-under-test.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { faxRow, keepFaxReport } from '../../../support/fax-reports.ts';
import { brokenPromises } from '../../../support/openapi-check.ts';
import { NOON, someTenant } from '../../../support/task-examples.ts';

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

const ROWS = [
  faxRow({ sentAt: '15/01/2024 10:30', realPages: '3', billedPages: '4' }),
  faxRow({ sentAt: '15/01/2024 10:30', realPages: '3', billedPages: '3' }),
  faxRow({ mode: 'rf', sentAt: '16/01/2024 11:00', realPages: '5', billedPages: '5', userName: 'Ana' }),
  faxRow({ mode: 'XX', calledNumber: '12', realPages: '0', billedPages: '1', sentAt: 'hier' }),
  faxRow({ mode: 'XX', realPages: '7', billedPages: '7', sentAt: '16/01/2024 11:10', reseller: 'Sud' }),
  faxRow({ realPages: '-1', billedPages: '', sentAt: '16/01/2024 23:59' }),
];

async function ask(
  route: typeof getReportAnalytics | typeof getReportErrors,
  reportId: string,
  call: Call = {},
) {
  const caller = { tenant, subject: 'anne', role: 'viewer' } as const;
  const answer: Answer = await api.call(route, { caller, params: { report_id: reportId }, ...call });
  expect(brokenPromises(route, answer)).toEqual([]);
  return answer;
}

describe('GET /api/v3/analytics/report/{report_id}', () => {
  test('answers the documented figures', async () => {
    const { reportId } = await keepFaxReport(backend.table, tenant, ROWS);
    const { status, json } = await ask(getReportAnalytics, reportId);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      report_id: reportId,
      timestamp: NOON.toISOString(),
      summary: { total_entries: 6, valid_entries: 3, error_entries: 3, success_rate: 50 },
      breakdown: { by_mode: { SF: 3, RF: 1, OTHER: 2 } },
      // All positive pages, of invalid rows too: 3 + 3 + 5 + 7.
      pages: { total: 18, average: 3, by_mode: { SF: 6, RF: 5, OTHER: 7 } },
    });
  });

  test('tells days, users, resellers, hours, duplicates and billing beside them', async () => {
    const { reportId } = await keepFaxReport(backend.table, tenant, ROWS);
    const { json } = await ask(getReportAnalytics, reportId, { query: { top: '1' } });
    expect(json.breakdown.by_day.map(({ day, entries }: never) => [day, entries])).toEqual([
      ['2024-01-15', 2],
      ['2024-01-16', 3],
      [null, 1],
    ]);
    expect(json.breakdown).toMatchObject({
      by_user: [{ user: 'Claire Martin', entries: 5, valid_entries: 2, pages: 13, billed_pages: 15 }],
      users: 2,
      other_users: null,
      by_reseller: [{ reseller: 'Ouest Télécom', entries: 5 }],
      resellers: 2,
    });
    expect(json.busiest_hours.map(({ hour, entries }: never) => [hour, entries])).toEqual([
      [10, 2],
      [11, 2],
      [23, 1],
    ]);
    expect(json.duplicates).toEqual({ entries: 1, pages: 3 });
    expect(json.billing).toEqual({
      real_pages: 18,
      billed_pages: 20,
      difference_pages: 2,
      differing_entries: 2,
    });
  });

  test('rounds to two decimals', async () => {
    const rows = [faxRow(), faxRow({ realPages: '3' }), faxRow({ mode: '?', realPages: '3' })];
    const { reportId } = await keepFaxReport(backend.table, tenant, rows);
    const { json } = await ask(getReportAnalytics, reportId);
    expect(json.summary.success_rate).toBe(66.67);
    expect(json.pages.average).toBe(2.67);
  });

  test('knows a report without rows', async () => {
    const { reportId } = await keepFaxReport(backend.table, tenant, []);
    const { json } = await ask(getReportAnalytics, reportId);
    expect(json.summary).toEqual({ total_entries: 0, valid_entries: 0, error_entries: 0, success_rate: 0 });
    expect(json.pages).toEqual({ total: 0, average: 0, by_mode: { SF: 0, RF: 0, OTHER: 0 } });
    expect([json.breakdown.by_day, json.breakdown.by_user, json.busiest_hours]).toEqual([[], [], []]);
  });
});

describe('GET /api/v3/errors/{report_id}', () => {
  test('counts every error, and rows apart', async () => {
    const { reportId } = await keepFaxReport(backend.table, tenant, ROWS);
    const { status, json } = await ask(getReportErrors, reportId);
    expect(status).toBe(200);
    expect(json).toEqual({
      report_id: reportId,
      total_errors: 5,
      error_breakdown: { 'Invalid FAX mode': 2, 'Number format invalid': 1, 'Pages must be > 0': 2 },
      error_entries: 3,
      by_code: { invalid_mode: 2, invalid_number: 1, invalid_pages: 2 },
      hints: [],
    });
  });

  test('hints at numbers whose 0 a spreadsheet took away, which stay errors', async () => {
    const called = ['123456789', ' 612345678 ', '12345678', '023456789', '1234567890', '12.34.56.78.9'];
    const rows = [faxRow(), ...called.map((calledNumber) => faxRow({ calledNumber }))];
    const { reportId } = await keepFaxReport(backend.table, tenant, rows);
    const { json, headers } = await ask(getReportErrors, reportId, { headers: { 'accept-language': 'en' } });
    expect(json.by_code.invalid_number).toBe(called.length);
    expect(json.hints).toEqual([
      { code: 'leading_zero_lost', rows: 2, message: expect.stringContaining('spreadsheet') },
    ]);
    expect(headers).toMatchObject({ 'content-language': 'en' });
    const french = await ask(getReportErrors, reportId);
    expect(french.json.hints[0].message).toContain('tableur');
  });

  test('names the documented kinds where there are none', async () => {
    const { reportId } = await keepFaxReport(backend.table, tenant, [faxRow()]);
    const { json } = await ask(getReportErrors, reportId);
    expect(json).toMatchObject({ total_errors: 0, error_entries: 0 });
    expect(json.error_breakdown).toEqual({
      'Invalid FAX mode': 0,
      'Number format invalid': 0,
      'Pages must be > 0': 0,
    });
  });
});

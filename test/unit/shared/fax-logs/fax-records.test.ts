import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cacheStatistics } from '../../../../shared/cache/bounded-cache.ts';
import type { FaxRecord } from '../../../../shared/domain/fax-log/fax-record.ts';
import type { FaxReport } from '../../../../shared/domain/fax-log/fax-report.ts';
import { packKey } from '../../../../shared/stores/fax-pack-item.ts';
import { reportRemoval } from '../../../../shared/stores/fax-report-item.ts';
import { type Table, transact } from '../../../../shared/stores/table.ts';
import { createTable } from '../../../support/backend.ts';
import { type FaxRecordStage, faxRecordStage } from '../../../support/fax-record-stage.ts';
import { faxRecords } from '../../../support/fax-records.ts';
import { type FaxRow, faxRow, keepFaxReport } from '../../../support/fax-reports.ts';
import { noonPlus } from '../../../support/task-examples.ts';

let table: Table;
let stage: FaxRecordStage;
beforeAll(async () => {
  table = await createTable();
});
beforeEach(() => {
  stage = faxRecordStage(table);
});

describe('a search by number', () => {
  const numbers = [
    '0123456789',
    '+33 (0)1 23 45 67 89',
    '0033123456789',
    '33123456789',
    '01.23.45.67.80',
    '0699887766',
    'anonyme',
    '12345',
  ];
  let report: FaxReport;
  beforeEach(async () => {
    report = await stage.keep(numbers.map((calledNumber) => ({ calledNumber })));
  });

  test.each([
    ['01 23 45 67 89', ['F0', 'F1', 'F2', 'F3']],
    ['0123456789', ['F0', 'F1', 'F2', 'F3']],
    ['+33 1.23.45.67.89', ['F0', 'F1', 'F2', 'F3']],
    ['0033 123 456 789', ['F0', 'F1', 'F2', 'F3']],
    ['+33 (0)1 23 45 67 89', ['F0', 'F1', 'F2', 'F3']],
    ['33123456789', ['F0', 'F1', 'F2', 'F3']],
    ['456780', ['F4']],
    ['2345', ['F0', 'F1', 'F2', 'F3', 'F4', 'F7']],
    ['06 99', ['F5']],
    ['0033', ['F0', 'F1', 'F2', 'F3', 'F4', 'F5']],
    ['(0)1', ['F0', 'F1', 'F2', 'F3', 'F4']],
    ['ANON', ['F6']],
    ['12 34 5', ['F0', 'F1', 'F2', 'F3', 'F4', 'F7']],
    ['7777777', []],
    ['-', []],
  ])('finds %s however it is written', async (text, expected) => {
    expect(await stage.found(report, { text })).toEqual(expected);
    expect(await stage.found(report, { text }, stage.forgetful())).toEqual(expected);
  });
});

describe('a search by Fax ID', () => {
  test('finds a part of it, case aside, and only within one cell', async () => {
    const ids = ['AB-12', 'ab-13', 'b-1\n2', 'Straße', 'x\u001by', '1', '2', 'ΣΑΣ', 'İ'];
    const report = await stage.keep(ids.map((faxId) => ({ faxId, calledNumber: 'x' })));
    const expectations: [string, string[]][] = [
      ['b-1', ['AB-12', 'ab-13', 'b-1\n2']],
      ['AB-', ['AB-12', 'ab-13']],
      ['straße', ['Straße']],
      ['STRASSE', ['Straße']],
      ['1\n2', ['b-1\n2']],
      ['σας', ['ΣΑΣ']],
      ['x\u001by', ['x\u001by']],
      ['y', ['x\u001by']],
      ['e', ['Straße']],
      ['3\nb', []],
      ['İ', ['İ']],
    ];
    for (const [text, expected] of expectations) {
      expect([text, await stage.found(report, { text })]).toEqual([text, expected]);
    }
  });

  test('of digits also finds numbers, and of nothing finds everything', async () => {
    const report = await stage.keep([
      { faxId: '123' },
      { faxId: '9', calledNumber: '0555512300' },
      { faxId: '8' },
    ]);
    expect(await stage.found(report, { text: '123' })).toEqual(['123', '9', '8']);
    expect(await stage.found(report, { text: '5123' })).toEqual(['9']);
    expect(await stage.found(report, { text: '  ' })).toHaveLength(3);
  });
});

describe('filters, order and pages', () => {
  const rows: FaxRow[] = [
    { sentAt: '15/01/2024 10:30' },
    { sentAt: 'hier', mode: 'RF' },
    { sentAt: '16/01/2024 08:00', mode: 'XX' },
    { sentAt: '15/01/2024 10:30', realPages: '0' },
    { sentAt: '01/02/1999 00:00', mode: 'rf' },
    { sentAt: '' },
  ];

  test('rows come newest first, unreadable times last, equal ones as in the file', async () => {
    const report = await stage.keep(rows);
    const expected = ['F2', 'F0', 'F3', 'F4', 'F1', 'F5'];
    expect(await stage.found(report, {})).toEqual(expected);
    expect(await stage.found(report, {}, stage.forgetful())).toEqual(expected);
    expect(await stage.found(report, { text: 'f' })).toEqual(expected);
  });

  test('mode and status narrow it down, alone and together', async () => {
    const report = await stage.keep(rows);
    for (const records of [stage.service(), stage.forgetful()]) {
      expect(await stage.found(report, { mode: 'RF' }, records)).toEqual(['F4', 'F1']);
      expect(await stage.found(report, { mode: 'OTHER' }, records)).toEqual(['F2']);
      expect(await stage.found(report, { status: 'invalid' }, records)).toEqual(['F2', 'F3']);
      expect(await stage.found(report, { status: 'valid', mode: 'SF' }, records)).toEqual(['F0', 'F5']);
      expect(await stage.found(report, { text: 'F4', mode: 'SF' }, records)).toEqual([]);
    }
  });

  test('pages part what was found without gap or repeat, and there is nothing beyond the last', async () => {
    const records = faxRecords({ rows: 12_345, seed: 5 });
    const report = await keepFaxReport(table, stage.tenant, [], { records });
    expect(report.packs).toBe(3);
    const expected = records
      .filter(({ errors }) => errors !== 0)
      .sort((a, b) => (b.minute ?? -1) - (a.minute ?? -1) || a.row - b.row);
    for (const searched of [stage.service(), stage.forgetful()]) {
      const pages: FaxRecord[] = [];
      for (let page = 1; ; page++) {
        const answer = await searched.search(report, { status: 'invalid' }, { page, perPage: 200 });
        expect(answer.total).toBe(expected.length);
        if (answer.records.length === 0) break;
        pages.push(...answer.records);
      }
      expect(pages).toEqual(expected);
      const far = await searched.search(report, {}, { page: 1_000_000, perPage: 500 });
      expect(far).toEqual({ total: records.length, records: [] });
    }
  });

  test('a report without rows has none to find', async () => {
    const report = await keepFaxReport(table, stage.tenant, []);
    expect(report.packs).toBe(0);
    for (const records of [stage.service(), stage.forgetful()]) {
      expect(await records.search(report, { text: '1' }, { page: 1, perPage: 50 })).toEqual({
        total: 0,
        records: [],
      });
    }
    expect([...(await stage.service().distinctNumbers(report))]).toEqual([]);
    expect(await stage.packsOf(report)).toEqual([]);
  });
});

test('reading gives every record as it was kept, in order, however many packs are ahead', async () => {
  const records = faxRecords({ rows: 31_000, seed: 6, oddities: { shortRows: 9 } });
  const report = await keepFaxReport(table, stage.tenant, [], { records });
  const packs = await stage.packsOf(report);
  expect(packs.map(({ length }) => length)).toEqual([5_000, 5_000, 5_000, 5_000, 5_000, 5_000, 1_000]);
  expect(JSON.stringify(packs.flat()) === JSON.stringify(records)).toBe(true);
});

test('each valid number is told once, in order', async () => {
  const records = faxRecords({ rows: 7_000, seed: 7, repeatShare: 0.3 });
  const report = await keepFaxReport(table, stage.tenant, [], { records });
  const expected = [...new Set(records.map(({ normalisedNumber }) => normalisedNumber))].filter(
    (one) => one !== '',
  );
  const numbers = await stage.service().distinctNumbers(report);
  expect([...numbers]).toEqual(expected.sort((a, b) => Number(a) - Number(b)));
  expect([...numbers]).toHaveLength(expected.length);
});

describe('what is remembered', () => {
  const statistics = () => cacheStatistics().find(({ name }) => name === 'fax-searches');
  const one = { page: 1, perPage: 1 };

  test('is loaded once for all who ask at one time, and not again', async () => {
    const report = await stage.keep([{}, {}]);
    const records = stage.service();
    await Promise.all([1, 2, 3].map(() => records.search(report, {}, one)));
    await records.search(report, { text: 'F1' }, one);
    expect(statistics()).toMatchObject({ entries: 1, misses: 1, hits: 3 });
  });

  test('goes when the report has another edition, which is what is then searched', async () => {
    const before = await stage.keep([{ faxId: 'old' }]);
    const other = await stage.keep([{ faxId: 'new' }, { faxId: 'newer' }]);
    const records = stage.service();
    expect(await stage.found(before, {}, records)).toEqual(['old']);
    // As a validation leaves it: the same report, with packs of another edition.
    const { edition, packs, summary } = other;
    const after: FaxReport = { ...before, edition, packs, summary, version: 2 };
    for (const part of ['SEARCH', 'REST'] as const) {
      const { Item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: packKey(other, 0, part) }),
      );
      await table.client.send(
        new PutCommand({ TableName: table.name, Item: { ...Item, ...packKey(after, 0, part) } }),
      );
    }
    expect(await stage.found(after, {}, records)).toEqual(['new', 'newer']);
    expect(statistics()).toMatchObject({ entries: 1, invalidations: 1 });
  });
});

describe('a search over all reports', () => {
  const idsOf = (answer: { found: { record: FaxRecord }[] }) =>
    answer.found.map(({ record }) => record.original[0]);

  test('goes through them latest import first, each newest first, and ends', async () => {
    for (const [name, second] of [
      ['a', 1],
      ['b', 3],
      ['c', 2],
    ] as const) {
      const rows = [1, 2, 3].map((day) =>
        faxRow({ faxId: `${name}${day}`, sentAt: `0${day}/01/2024 10:00` }),
      );
      await keepFaxReport(table, stage.tenant, rows, { importedAt: noonPlus(second) });
    }
    await keepFaxReport(table, `${stage.tenant}-other`, [faxRow({ faxId: 'b9' })]);
    const all = ['b3', 'b2', 'b1', 'c3', 'c2', 'c1', 'a3', 'a2', 'a1'];
    for (const records of [stage.service(), stage.forgetful()]) {
      const whole = await records.searchAll(stage.tenant, '0123', { limit: 50 });
      expect(idsOf(whole)).toEqual(all);
      expect(whole).toMatchObject({ next: null, searched: { reports: 3, entries: 9 } });
      for (const limit of [1, 2, 3, 4]) {
        const ids: unknown[] = [];
        let after: string | undefined;
        do {
          const answer = await records.searchAll(stage.tenant, '0123', { limit, after });
          expect(answer.found.length).toBeLessThanOrEqual(limit);
          ids.push(...idsOf(answer));
          after = answer.next ?? undefined;
        } while (after !== undefined);
        expect(ids).toEqual(all);
      }
    }
  });

  test('goes on after a report that was removed in between', async () => {
    const later = await keepFaxReport(table, stage.tenant, [faxRow(), faxRow()], { importedAt: noonPlus(9) });
    await keepFaxReport(table, stage.tenant, [faxRow({ faxId: 'left' })], { importedAt: noonPlus(1) });
    const records = stage.service();
    const first = await records.searchAll(stage.tenant, '0123', { limit: 1 });
    await transact(table, [reportRemoval(table, later)]);
    const rest = await records.searchAll(stage.tenant, '0123', { limit: 5, after: first.next as string });
    expect(idsOf(rest)).toEqual(['left']);
    expect(rest.next).toBeNull();
  });

  test('finds nothing where there is nothing, and refuses a place that nobody gave', async () => {
    expect(await stage.service().searchAll(stage.tenant, '1', { limit: 5 })).toEqual({
      found: [],
      next: null,
      searched: { reports: 0, entries: 0 },
    });
    for (const after of ['', 'x', Buffer.from('2024-01-01T00:00:00Z#a b#1').toString('base64url')]) {
      await expect(stage.service().searchAll(stage.tenant, '1', { limit: 5, after })).rejects.toMatchObject({
        code: 'invalid_request',
      });
    }
  });
});

import { randomUUID } from 'node:crypto';
import { BatchWriteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FaxRecord } from '../../../../shared/domain/fax-log/fax-record.ts';
import type { FaxStatistics } from '../../../../shared/domain/fax-log/fax-statistics.ts';
import { MOST_DAYS, MOST_NAME_CHARACTERS, MOST_NAMES } from '../../../../shared/domain/fax-log/statistics.ts';
import { faxEditions, writeUnitsOf } from '../../../../shared/stores/fax-packs.ts';
import { faxReports } from '../../../../shared/stores/fax-reports.ts';
import type { Table } from '../../../../shared/stores/table.ts';
import { createTable } from '../../../support/backend.ts';
import { faxRecords } from '../../../support/fax-records.ts';
import { keepFaxReport } from '../../../support/fax-reports.ts';
import { grantedTable } from '../../../support/granted-table.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import { NOON, noonPlus } from '../../../support/task-examples.ts';

const DAY_SECONDS = 24 * 60 * 60;
const NO_STATISTICS: FaxStatistics = {
  byDay: [],
  byUser: [],
  otherUsers: null,
  byReseller: [],
  otherResellers: null,
  byHour: [],
  duplicates: { entries: 0, pages: 0 },
  billing: { differingEntries: 0, differencePages: 0 },
};

let table: Table;
let tenant: string;
beforeAll(async () => {
  table = await createTable();
});
beforeEach(() => {
  tenant = `tenant-${randomUUID()}`;
});

const editions = () => faxEditions(grantedTable(table, 'faxEditions'));

type Item = { pk: string; sk: string } & Record<string, string | number | Uint8Array>;

/** Everything of the tenant's reports, by keys. */
async function items(reportId = 'import_1'): Promise<Item[]> {
  const found: Item[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const answer = await table.client.send(
      new ScanCommand({ TableName: table.name, ExclusiveStartKey: start, ConsistentRead: true }),
    );
    found.push(...((answer.Items ?? []) as Item[]));
    start = answer.LastEvaluatedKey;
  } while (start);
  return found
    .filter(({ pk }) => pk.startsWith(`TENANT#${tenant}#REPORT#${reportId}`))
    .sort((a, b) => (a.sk + a.pk < b.sk + b.pk ? -1 : 1));
}

async function write(
  edition: string,
  records: readonly FaxRecord[],
  { reportId = 'import_1', begun = NOON, statistics = NO_STATISTICS } = {},
) {
  const writer = await editions().begin(tenant, reportId, edition, begun);
  for (let from = 0; from < records.length; from += 700) await writer.add(records.slice(from, from + 700));
  return writer.finish(statistics);
}

describe('writing an edition', () => {
  test('lays its packs down over several partitions, beside its marker and figures', async () => {
    const { packs } = await write('e-1', faxRecords({ rows: 12_000, seed: 1 }));
    expect(packs).toBe(3);
    const report = `TENANT#${tenant}#REPORT#import_1`;
    expect((await items()).map(({ pk, sk }) => [pk, sk])).toEqual([
      [report, 'EDITION#e-1'],
      ...[0, 1, 2].flatMap((number) => [
        [`${report}#${number}`, `PACK#e-1#0000${number}#REST`],
        [`${report}#${number}`, `PACK#e-1#0000${number}#SEARCH`],
      ]),
      [report, 'STATISTICS#e-1'],
    ]);
  });

  test('counts the units that its items are billed', async () => {
    const { writeUnits } = await write('e-1', faxRecords({ rows: 6_000, seed: 1 }));
    const billed = (await items()).map(writeUnitsOf);
    expect(writeUnits).toBe(billed.reduce((sum, units) => sum + units, 0));
    // 11 bytes a row are 65 units; one item a row would be 6,000.
    expect(writeUnits).toBeLessThan(65);
  });

  test('writes the same items when it is repeated, and again after it broke off', async () => {
    const records = faxRecords({ rows: 11_000, seed: 2 });
    const first = await write('e-1', records);
    const before = await items();
    const broken = await editions().begin(tenant, 'import_1', 'e-1', NOON);
    await broken.add(records.slice(0, 7_000));
    expect(await write('e-1', records)).toEqual(first);
    expect(await items()).toEqual(before);
  });

  test('two at once end as one', async () => {
    const records = faxRecords({ rows: 11_000, seed: 3 });
    const [one, other] = await Promise.all([write('e-1', records), write('e-1', records)]);
    expect(one).toEqual(other);
    expect(await items()).toHaveLength(8);
  });

  test('takes rows of the longest cells, in smaller packs', async () => {
    const cell = (index: number) => `${index}€`.repeat(8_000);
    const records = faxRecords({ rows: 40, seed: 4 }).map((record, index) => ({
      ...record,
      original: record.original.map((_, column) => cell(index * 100 + column)),
    }));
    const { packs } = await write('e-1', records);
    expect(packs).toBeGreaterThan(5);
    for (const item of await items()) expect(writeUnitsOf(item)).toBeLessThan(400);
  });

  test('fails with what a pack failed with, whether more is added or not', async () => {
    const refused = new Error('refused');
    const failing = {
      ...table,
      client: {
        send: async (command: { constructor: { name: string } }) => {
          if (command.constructor.name === 'BatchWriteCommand') throw refused;
        },
      },
    } as unknown as Table;
    const records = faxRecords({ rows: 5_000, seed: 5 });
    const ended = await faxEditions(failing).begin(tenant, 'import_1', 'e-1', NOON);
    await ended.add(records);
    await expect(ended.finish(NO_STATISTICS)).rejects.toBe(refused);
    const going = await faxEditions(failing).begin(tenant, 'import_1', 'e-1', NOON);
    const add = async () => {
      for (let time = 0; time < 20; time++) await going.add(records);
    };
    await expect(add()).rejects.toBe(refused);
  });

  test('is settled once nothing of it is on its way', async () => {
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const send = async (...sent: Parameters<Table['client']['send']>): Promise<unknown> => {
      if (sent[0] instanceof BatchWriteCommand) await arrived;
      return table.client.send(...sent);
    };
    const slow = { ...table, client: { send } } as unknown as Table;
    const writer = await faxEditions(slow).begin(tenant, 'import_1', 'e-1', NOON);
    await writer.settled();
    await writer.add(faxRecords({ rows: 5_000, seed: 5 }));
    let isSettled = false;
    const settled = writer.settled().then(() => {
      isSettled = true;
    });
    expect((await items()).map(({ sk }) => sk)).toEqual(['EDITION#e-1']);
    expect(isSettled).toBe(false);
    arrive();
    await settled;
    expect((await items()).filter(({ sk }) => sk.startsWith('PACK#'))).toHaveLength(2);
  });

  test('keeps the figures, however many days and names are told apart', async () => {
    const random = seededRandom(1);
    const sums = () => {
      const [entries, validEntries, pages, billedPages] = Array.from({ length: 4 }, () =>
        Math.floor(random() * 1_000_000),
      ) as [number, number, number, number];
      return { entries, validEntries, pages, billedPages };
    };
    const length = MOST_NAME_CHARACTERS / MOST_NAMES;
    const name = () => Array.from({ length }, () => String.fromCharCode(0x4e00 + random() * 20_000)).join('');
    const statistics = {
      ...NO_STATISTICS,
      byDay: Array.from({ length: MOST_DAYS }, () => ({ day: '2024-01-15', sums: sums() })),
      byUser: Array.from({ length: MOST_NAMES }, () => ({ user: name(), sums: sums() })),
      byReseller: Array.from({ length: MOST_NAMES }, () => ({ reseller: name(), sums: sums() })),
    };
    const report = await keepFaxReport(table, tenant, []);
    await write(report.edition, [], { reportId: report.reportId, statistics });
    const kept = await faxReports(grantedTable(table, 'faxReports')).statistics(report);
    // Nobody's names are as these: fewer are told apart, and none is lost.
    expect(kept.byDay).toEqual(statistics.byDay);
    expect(kept.byUser).toEqual(statistics.byUser.slice(0, MOST_NAMES / 2));
    const left = statistics.byUser.slice(MOST_NAMES / 2);
    expect(kept.otherUsers?.pages).toBe(left.reduce((sum, { sums: { pages } }) => sum + pages, 0));
    const usual = { ...statistics, byUser: statistics.byUser.slice(0, 500), byReseller: [] };
    await write(report.edition, [], { reportId: report.reportId, statistics: usual });
    expect(await faxReports(grantedTable(table, 'faxReports')).statistics(report)).toEqual(usual);
  });
});

describe('removing editions', () => {
  const few = faxRecords({ rows: 10, seed: 6 });
  const left = async () =>
    (await items())
      .filter(({ sk }) => sk.startsWith('EDITION#'))
      .map(({ sk }) => sk.slice('EDITION#'.length));
  const report = (edition: string) => ({ tenant, reportId: 'import_1', edition });

  test('takes the replaced one and what crashes left, and leaves the present one and those in the making', async () => {
    for (const edition of ['now', 'before', 'before-1']) await write(edition, few);
    await write('crashed', few, { begun: noonPlus(-2 * DAY_SECONDS) });
    await editions().removeFormer(report('now'), 'before', noonPlus(60));
    expect(await left()).toEqual(['before-1', 'now']);
    expect((await items()).some(({ sk }) => /before#|crashed/.test(sk))).toBe(false);
    expect((await items()).filter(({ sk }) => sk.startsWith('PACK#'))).toHaveLength(4);
    await editions().removeFormer(report('now'), 'before', noonPlus(60));
    expect(await left()).toEqual(['before-1', 'now']);
  });

  test('by the beginning of their names takes these, but for the present one and those of other reports', async () => {
    for (const edition of ['task-1-a', 'task-1-b', 'task-1-c', 'task-12-a']) await write(edition, few);
    await write('task-1-a', few, { reportId: 'import_12' });
    await editions().removeNamed(report('task-1-c'), 'task-1-');
    await editions().removeNamed(report('task-1-c'), 'task-1-');
    expect((await items('import_1#')).map(({ sk }) => sk).toSorted()).toEqual([
      'PACK#task-1-c#00000#REST',
      'PACK#task-1-c#00000#SEARCH',
      'PACK#task-12-a#00000#REST',
      'PACK#task-12-a#00000#SEARCH',
    ]);
    expect((await items('import_12')).length).toBe(4);
  });
});

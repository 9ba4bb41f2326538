import { BatchWriteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FaxReport } from '../../../../shared/domain/fax-log/fax-report.ts';
import { packKey } from '../../../../shared/stores/fax-pack-item.ts';
import { reportPut, reportRemoval } from '../../../../shared/stores/fax-report-item.ts';
import { type Table, transact } from '../../../../shared/stores/table.ts';
import { createTable } from '../../../support/backend.ts';
import { type FaxRecordStage, faxRecordStage } from '../../../support/fax-record-stage.ts';

let table: Table;
let stage: FaxRecordStage;
beforeAll(async () => {
  table = await createTable();
});
beforeEach(() => {
  stage = faxRecordStage(table);
});

describe('packs that cannot be read', () => {
  async function failure(report: FaxReport, records = stage.service()): Promise<unknown> {
    return records.search(report, { text: 'F' }, { page: 1, perPage: 50 }).catch((error) => error);
  }
  const spoil = async (report: FaxReport, part: 'SEARCH' | 'REST', bytes: Uint8Array | undefined) => {
    const Key = packKey(report, 0, part);
    await table.client.send(
      new BatchWriteCommand({
        RequestItems: {
          [table.name]: [
            bytes ? { PutRequest: { Item: { ...Key, part: bytes } } } : { DeleteRequest: { Key } },
          ],
        },
      }),
    );
  };

  test.each([
    ['SEARCH', undefined],
    ['SEARCH', Buffer.from('rubbish')],
    ['REST', undefined],
    ['REST', Buffer.from('rubbish')],
  ] as const)('are an error of ours: %s %s', async (part, bytes) => {
    const report = await stage.keep([{}, {}]);
    await spoil(report, part, bytes);
    for (const records of [stage.service(), stage.forgetful()]) {
      expect(await failure(report, records)).toMatchObject({
        code: 'internal_error',
        details: { report_id: report.reportId },
      });
      const read = await stage.packsOf(report, records).catch((error: unknown) => error);
      expect(read).toMatchObject({ code: 'internal_error' });
    }
  });

  test("are noticed where they are another report's", async () => {
    const [report, other] = [await stage.keep([{}, {}]), await stage.keep([{}])];
    for (const part of ['SEARCH', 'REST'] as const) {
      const { Item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: packKey(other, 0, part) }),
      );
      await spoil(report, part, Item?.part);
    }
    expect(await failure(report)).toMatchObject({ code: 'internal_error' });
  });

  test('are gone with the report where it was removed meanwhile', async () => {
    const report = await stage.keep([{}]);
    await spoil(report, 'SEARCH', undefined);
    await transact(table, [reportRemoval(table, report)]);
    expect(await failure(report)).toMatchObject({ code: 'not_found' });
  });

  test('are a conflict where the report was checked anew meanwhile', async () => {
    const report = await stage.keep([{}]);
    await spoil(report, 'SEARCH', undefined);
    await transact(table, [reportPut(table, report, { ...report, edition: 'another' })]);
    expect(await failure(report)).toMatchObject({ code: 'conflict' });
  });

  test('are read again by the next who asks, as nothing wrong is remembered', async () => {
    const report = await stage.keep([{}]);
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: packKey(report, 0, 'SEARCH') }),
    );
    const records = stage.service();
    await spoil(report, 'SEARCH', undefined);
    expect(await failure(report, records)).toMatchObject({ code: 'internal_error' });
    await spoil(report, 'SEARCH', Item?.part);
    expect(await stage.found(report, {}, records)).toEqual(['F0']);
  });
});

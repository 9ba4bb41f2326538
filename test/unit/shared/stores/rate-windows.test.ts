import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rateWindows } from '../../../../shared/stores/rate-windows.ts';
import type { Table } from '../../../../shared/stores/table.ts';
import { createTable } from '../../../support/backend.ts';
import { grantedTable } from '../../../support/granted-table.ts';

let table: Table;
beforeAll(async () => {
  table = await createTable();
});
afterAll(() => table.client.destroy());

const MINUTE = 60_000;
const windowsAt = (clock: { time: number }) => rateWindows(grantedTable(table, 'http'), () => clock.time);

test('a window counts until it ends, and then begins anew in the same item', async () => {
  const clock = { time: 1_000_000 };
  const windows = windowsAt(clock);
  expect(await windows.add('a', 1, MINUTE)).toEqual({ points: 1, endsAt: 1_060_000 });
  clock.time += 59_999;
  expect(await windows.add('a', 1, MINUTE)).toEqual({ points: 2, endsAt: 1_060_000 });
  clock.time += 1;
  expect(await windows.add('a', 1, MINUTE)).toEqual({ points: 1, endsAt: 1_120_000 });
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: { pk: 'RATE#a', sk: 'WINDOW' } }),
  );
  expect(Item?.expiresAt).toBe(1_120 + 60);
});

test('processes that begin a window at the same moment count in one', async () => {
  const clock = { time: 5_000_000 };
  const processes = Array.from({ length: 20 }, () => windowsAt(clock));
  const counted = await Promise.all(processes.map((windows) => windows.add('together', 1, MINUTE)));
  expect(counted.map(({ points }) => points).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 1),
  );
  clock.time += MINUTE;
  const again = await Promise.all(processes.map((windows) => windows.add('together', 1, MINUTE)));
  expect(Math.max(...again.map(({ points }) => points))).toBe(20);
});

test('a window that a clock put an hour ahead opened ends no later than any', async () => {
  const clock = { time: 9_000_000 + 3_600_000 };
  const windows = windowsAt(clock);
  await windows.add('ahead', 60, MINUTE);
  // Somebody set the clock right.
  clock.time = 9_000_000;
  expect(await windows.add('ahead', 1, MINUTE)).toEqual({ points: 1, endsAt: 9_060_000 });
  expect(await windows.add('ahead', 1, MINUTE)).toEqual({ points: 2, endsAt: 9_060_000 });
});

test('processes whose clocks differ by seconds count in one window', async () => {
  const clocks = [{ time: 20_000_000 }, { time: 20_020_000 }];
  const [behind, ahead] = clocks.map(windowsAt);
  expect(await ahead!.add('skewed', 1, MINUTE)).toEqual({ points: 1, endsAt: 20_080_000 });
  expect(await behind!.add('skewed', 1, MINUTE)).toEqual({ points: 2, endsAt: 20_080_000 });
  expect(await ahead!.add('skewed', 1, MINUTE)).toEqual({ points: 3, endsAt: 20_080_000 });
});

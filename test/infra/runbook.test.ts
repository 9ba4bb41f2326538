import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { channels, consumers, operations, rooms, schedules } from '../../functions/catalogue.ts';
import { type ProductTemplates, synthesize } from './product-templates.ts';

const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
const headings = [...runbook.matchAll(/^## ([a-z0-9-]+)$/gm)].map(([, heading]) => heading);

let alarms: { name: string; description: string; actions: unknown[] }[];
let product: ProductTemplates;
beforeAll(async () => {
  product = await synthesize({ alarmEmail: 'ops@example.com' });
  alarms = product.ofType('AWS::CloudWatch::Alarm').map(({ Properties }) => ({
    name: Properties.AlarmName,
    description: Properties.AlarmDescription,
    actions: Properties.AlarmActions,
  }));
});

test('every alarm names an entry of the runbook, and every entry an alarm', () => {
  const named = alarms.map(
    ({ description }) => description.match(/ See docs\/runbook\.md#([a-z0-9-]+)$/)?.[1],
  );
  const byHand = ['replace-the-token-secret'];
  expect([...new Set(named), ...byHand].sort()).toEqual([...headings].sort());
});

test('every entry says what an alarm means, costs, and how to look and mend', () => {
  const entries = runbook.split(/^## /m).slice(1);
  for (const entry of entries) {
    const heading = entry.slice(0, entry.indexOf('\n'));
    if (!/^(dead-letters|errors|reading|imports|api)-/.test(heading)) continue;
    const parts = [...entry.matchAll(/^- \*\*(.+?)\*\*:/gm)].map(([, part]) => part);
    expect(parts, heading).toEqual(['Means', 'Users lose', 'Look', 'Mend']);
  }
});

test('every alarm says what the failure costs, in the words of its contract', () => {
  const definitions = [...rooms, ...consumers, ...schedules, ...operations];
  for (const { id, failureCosts } of definitions) {
    const own = alarms.find(({ name }) => name === `bordereau-${id}-errors`);
    expect(own?.description).toContain(failureCosts);
  }
  for (const { queues, failureCosts } of consumers) {
    for (const queue of queues) {
      const own = alarms.find(({ name }) => name === `bordereau-${queue.id}-dead-letters`);
      expect(own?.description).toContain(failureCosts);
    }
  }
  expect(alarms.find(({ name }) => name === 'bordereau-live-errors')?.description).toContain(
    channels[0]?.failureCosts,
  );
});

test('every alarm tells the one topic, which tells the address given', () => {
  const topics = product
    .ofType('AWS::SNS::Subscription')
    .filter(({ Properties }) => Properties.Protocol === 'email');
  expect(topics.map(({ Properties }) => Properties.Endpoint)).toEqual(['ops@example.com']);
  for (const { name, actions } of alarms) expect(actions, name).toHaveLength(1);
});

test('links inside the runbook lead somewhere', () => {
  for (const [, anchor] of runbook.matchAll(/\]\(#([^)]+)\)/g)) expect(headings).toContain(anchor);
});

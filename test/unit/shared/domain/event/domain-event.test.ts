import { expect, test } from 'vitest';
import { domainEvent, TASK_EVENT_TYPES, taskEvent } from '../../../../../shared/domain/event/domain-event.ts';
import {
  completed,
  failed,
  progressed,
  requeued,
  started,
} from '../../../../../shared/domain/task/changes.ts';
import { NOON, noonPlus, someReading, someTask } from '../../../../support/task-examples.ts';

test('an event made twice is the same event, so that receivers can drop repeats', () => {
  const task = someTask('acme');
  for (const type of TASK_EVENT_TYPES)
    expect(taskEvent(type, task, noonPlus(9)).id).toBe(taskEvent(type, task, NOON).id);
});

test('events that happened apart have ids apart', () => {
  const reading = started(someTask('acme'), NOON);
  const steps = [1, 2, 3].map((pages) => progressed(reading, pages, 3, 'ppocr', NOON));
  const again = requeued(failed(reading, { code: 'unreadable_file' }, NOON));
  const ids = [
    ...TASK_EVENT_TYPES.map((type) => taskEvent(type, reading, NOON).id),
    ...TASK_EVENT_TYPES.map((type) => taskEvent(type, again, NOON).id),
    ...steps.map((step) => taskEvent('task_update', step, NOON).id),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

test('an event tells the code of a failure, and none of its details', () => {
  const task = failed(someTask('acme'), { code: 'unsupported_format', details: { detected: 'zip' } }, NOON);
  const event = taskEvent('task_failed', task, NOON);
  expect(event.data.error).toEqual({ code: 'unsupported_format' });
  expect(domainEvent.parse(event)).toEqual(event);
});

test('an event tells why a document is to be reviewed, in data alone; older tasks tell no reasons', () => {
  const task = completed(started(someTask('acme'), NOON), someReading(0.6), NOON);
  const event = taskEvent('task_completed', task, NOON);
  expect(event.data).toMatchObject({
    needs_review: true,
    review_reasons: [{ code: 'low_overall_confidence', confidence: 0.6 }],
  });
  expect(JSON.stringify(event)).not.toContain('seuil');
  const { reviewReasons: _reasons, ...old } = task;
  expect(domainEvent.parse(taskEvent('task_completed', old, NOON)).data).toMatchObject({
    review_reasons: null,
  });
});

import { expect, test } from 'vitest';
import {
  encodeKey,
  matchingNotifications,
  objectCreatedEvent,
} from '../../../../infra/local/bucket-notifications.ts';

const NOTIFICATION = {
  id: 'n1',
  events: ['s3:ObjectCreated:*'],
  prefix: 'inbox/',
  suffix: '',
  queueArn: 'arn:q',
};

test('a notification is for keys that begin and end as configured, and for its kinds of creation', () => {
  const onlyPuts = { ...NOTIFICATION, id: 'n2', events: ['s3:ObjectCreated:Put'], suffix: '.pdf' };
  const ids = (key: string, kind: 'Put' | 'Copy') =>
    matchingNotifications([NOTIFICATION, onlyPuts], key, kind).map(({ id }) => id);
  expect(ids('inbox/acme/a.pdf', 'Put')).toEqual(['n1', 'n2']);
  expect(ids('inbox/acme/a.pdf', 'Copy')).toEqual(['n1']);
  expect(ids('inbox/acme/a.png', 'Put')).toEqual(['n1']);
  expect(ids('other/a.pdf', 'Put')).toEqual([]);
});

test('keys in events are encoded as a form is, so that consumers decode + to a space', () => {
  const key = "inbox/acme/Facture n°1 (copie)+100%'.pdf";
  expect(encodeKey(key)).toBe('inbox/acme/Facture+n%C2%B01+%28copie%29%2B100%25%27.pdf');
  expect(decodeURIComponent(encodeKey(key).replaceAll('+', ' '))).toBe(key);
});

test('an event says what S3 says, with an unquoted eTag and a sequencer that grows', () => {
  const fact = {
    bucket: 'b',
    key: 'inbox/a b',
    size: 3,
    etag: '"abc"',
    kind: 'Put',
    sourceIp: '127.0.0.1',
  } as const;
  const [first, second] = [1, 2].map(() => JSON.parse(objectCreatedEvent(fact, 'n1')).Records[0]);
  expect(first).toMatchObject({
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    eventName: 'ObjectCreated:Put',
    s3: {
      configurationId: 'n1',
      bucket: { name: 'b', arn: 'arn:aws:s3:::b' },
      object: { key: 'inbox/a+b', size: 3, eTag: 'abc' },
    },
  });
  expect(second.s3.object.sequencer > first.s3.object.sequencer).toBe(true);
});

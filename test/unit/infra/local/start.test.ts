import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const START = join(import.meta.dirname, '../../../../infra/local/start.ts');

test.each([
  ['the last port leaves none for S3', { PORT: '65535' }, 'No port follows PORT 65535: set S3_PORT as well.'],
  ['a port is a number', { PORT: 'http' }, 'PORT must be a port between 1 and 65535, not "http".'],
])('%s: refused in one line', (_, ports, line) => {
  const { S3_PORT: _unset, ...environment } = process.env;
  const { status, stderr } = spawnSync(process.execPath, [START], {
    env: { ...environment, ...ports },
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([1, `bordereau: ${line}\n`]);
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FunctionEnvironment } from '../../../../infra/local/function-environment.ts';

const CALL_THREAD = new URL('../../../../shared/ocr/call-thread.ts', import.meta.url);

let folder: string;
let events: string;

/** A function whose thread, like an OCR engine's, is in the midst of a call for as long as the environment lives. */
const FUNCTION = (mark: string) => `
import { appendFileSync } from 'node:fs';
import { CallThread } from ${JSON.stringify(CALL_THREAD.href)};
const program = \`
const { appendFileSync } = require('node:fs');
const calls = { work: (milliseconds) => {
  appendFileSync(data.mark, 'began ');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  appendFileSync(data.mark, 'finished ');
} };\`;
const mark = ${JSON.stringify(mark)};
const thread = new CallThread({ program, data: { mark }, finishesCalls: true, maxHeapMegabytes: 32 });
export async function handler() {
  try {
    for (;;) await thread.call('work', 400);
  } catch {
    appendFileSync(mark, 'failed ');
  }
}`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'environment-'));
  events = join(folder, 'events.txt');
  writeFileSync(events, '');
  writeFileSync(join(folder, 'index.mjs'), FUNCTION(events));
});
afterEach(() => rmSync(folder, { recursive: true }));

function start(timeoutMilliseconds: number): FunctionEnvironment {
  return new FunctionEnvironment(
    {
      start: {
        functionName: 'reads',
        functionArn: 'arn:aws:lambda:eu-west-3:000000000000:function:reads',
        memoryMegabytes: 128,
        moduleUrl: pathToFileURL(join(folder, 'index.mjs')).href,
        exportName: 'handler',
        logFile: join(folder, 'log.txt'),
      },
      variables: { PATH: process.env.PATH ?? '' },
      timeoutMilliseconds,
    },
    () => {},
  );
}

/** Native code ended in its midst takes the whole process down: each call that began must have finished. */
function expectWholeCalls(): void {
  expect(readFileSync(events, 'utf8')).toMatch(/^(?:began finished )+$/);
}

test('a stop lets the calls of nested threads finish, and the function takes none for a failure', async () => {
  const environment = start(30_000);
  await environment.loaded;
  const outcome = environment.run({ requestId: '1', json: '{}' });
  await expect.poll(() => readFileSync(events, 'utf8'), { interval: 20, timeout: 10_000 }).toContain('began');
  await environment.end();
  expect(await outcome).toMatchObject({ error: { errorType: 'Local.Stopping' } });
  expectWholeCalls();
});

test('a timeout is told at once, and lets the calls of nested threads finish', async () => {
  const environment = start(1000);
  await environment.loaded;
  const outcome = await environment.run({ requestId: '1', json: '{}' });
  expect(outcome).toMatchObject({ error: { errorType: 'Sandbox.Timedout' } });
  await environment.gone;
  expectWholeCalls();
});

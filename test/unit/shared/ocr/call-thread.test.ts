import { describe, expect, test } from 'vitest';
import { CallThread, ThreadError } from '../../../../shared/ocr/call-thread.ts';

const PROGRAM = `
const calls = {
  double: (n) => n * 2,
  environment: () => Object.keys(process.env),
  fail: () => { throw new TypeError('no'); },
  forever: () => { for (;;); },
  eatMemory: () => { const eaten = []; for (;;) eaten.push({ eaten: eaten.length }); },
  exit: () => process.exit(3),
};`;

function start(): CallThread {
  return new CallThread({ program: PROGRAM, data: {}, maxHeapMegabytes: 32 });
}

describe('a call thread', () => {
  test('answers calls, also several at once', async () => {
    const thread = start();
    expect(await Promise.all([1, 2, 3].map((n) => thread.call('double', n)))).toEqual([2, 4, 6]);
    await thread.terminate();
  });

  test('passes on what its program throws, and goes on', async () => {
    const thread = start();
    await expect(thread.call('fail', undefined)).rejects.toMatchObject({ kind: 'TypeError', message: 'no' });
    expect(await thread.call('double', 4)).toBe(8);
    await thread.terminate();
  });

  test('is ended by an abort even when its program never returns', async () => {
    const thread = start();
    const controller = new AbortController();
    const running = thread.call('forever', undefined, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    expect(thread.broken).toBe(true);
    await expect(thread.call('double', 1)).rejects.toBeInstanceOf(ThreadError);
  });

  test.each(['eatMemory', 'exit'])('takes only itself along on %s', async (name) => {
    const thread = start();
    await expect(thread.call(name, undefined)).rejects.toMatchObject({ kind: 'crashed' });
    expect(thread.broken).toBe(true);
  });

  test('sees none of the process’s environment', async () => {
    const thread = start();
    expect(await thread.call('environment', undefined)).toEqual([]);
    await thread.terminate();
  });
});

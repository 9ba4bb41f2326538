import { describe, expect, test } from 'vitest';
import { CallThread, ThreadError } from '../../../../shared/ocr/call-thread.ts';

const PROGRAM = `
const calls = {
  double: (n) => n * 2,
  environment: () => Object.keys(process.env),
  fail: () => { throw new TypeError('no'); },
  forever: () => { for (;;); },
  later: (ms) => new Promise((resolve) => setTimeout(resolve, ms)).then(() => { data.ended[0] = 1; }),
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

  test('whose calls must finish is ended after they did, and whoever aborted one does not wait for that', async () => {
    const ended = new Int32Array(new SharedArrayBuffer(4));
    const thread = new CallThread({
      program: PROGRAM,
      data: { ended },
      maxHeapMegabytes: 32,
      finishesCalls: true,
    });
    const controller = new AbortController();
    const running = thread.call('later', 200, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    expect([thread.broken, ended[0]]).toEqual([true, 0]);
    await thread.terminate();
    expect(ended[0]).toBe(1);
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

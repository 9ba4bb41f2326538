import { describe, expect, test } from 'vitest';
import { askUntilEnded } from '../../../cli/polling.ts';
import { BordereauError } from '../../../client/client.ts';

const QUICK = { firstMs: 1, slowestMs: 2 };

/** Answers so, one after the other; an error is thrown. */
function answers(...given: (number | BordereauError)[]) {
  let asked = 0;
  const ask = async () => {
    const answer = given[Math.min(asked++, given.length - 1)]!;
    if (answer instanceof BordereauError) throw answer;
    return answer;
  };
  return { ask, asked: () => asked };
}

const gone = new BordereauError(0, 'unreachable', 'nothing answers');
const failed = new BordereauError(503, 'unavailable', 'later');
const missing = new BordereauError(404, 'not_found', 'none');

describe('asking until something has ended', () => {
  test('asks again until it has', async () => {
    const { ask, asked } = answers(10, 50, 100);
    expect(await askUntilEnded(ask, (percent) => percent === 100, QUICK)).toBe(100);
    expect(asked()).toBe(3);
  });

  test('outlasts an installation that is started anew', async () => {
    const { ask } = answers(10, gone, gone, failed, 100);
    expect(await askUntilEnded(ask, (percent) => percent === 100, QUICK)).toBe(100);
  });

  test('gives up once nothing has answered for long, and at once on any other refusal', async () => {
    await expect(askUntilEnded(answers(gone).ask, () => true, { ...QUICK, patienceMs: 10 })).rejects.toBe(
      gone,
    );
    const { ask, asked } = answers(missing);
    await expect(askUntilEnded(ask, () => true, QUICK)).rejects.toBe(missing);
    expect(asked()).toBe(1);
  });
});

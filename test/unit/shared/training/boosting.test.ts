import { describe, expect, it } from 'vitest';
import {
  packForest,
  probability,
  unpackForest,
} from '../../../../shared/domain/extraction/learned/forest.ts';
import { BOOSTING_DEFAULTS, trainForest } from '../../../../shared/training/boosting.ts';
import { Random } from '../../../../shared/training/generator/random.ts';

const OPTIONS = { ...BOOSTING_DEFAULTS, rounds: 30 };

/** Yes where the first two features are both over a half; the third is noise. */
function planted(seed: number, count: number) {
  const random = new Random(seed);
  const rows: Float32Array[] = [];
  const answers: number[] = [];
  for (let i = 0; i < count; i++) {
    const [a, b, c] = [random.next(), random.next(), random.next()];
    rows.push(Float32Array.of(a, b, c));
    answers.push(Number(a > 0.5 && b > 0.5));
  }
  return { rows, answers };
}

describe('boosted trees', () => {
  it('learn a planted pattern, and answer for rows never seen', () => {
    const forest = trainForest(planted(1, 2000), OPTIONS);
    const { rows, answers } = planted(2, 500);
    const right = rows.filter((row, i) => probability(forest, row) > 0.5 === (answers[i] === 1));
    expect(right.length / rows.length).toBeGreaterThan(0.97);
  });

  it('come out the same, byte for byte, from the same seed', () => {
    const examples = planted(3, 600);
    const once = packForest(trainForest(examples, OPTIONS));
    expect(packForest(trainForest(examples, OPTIONS))).toBe(once);
    expect(packForest(trainForest(examples, { ...OPTIONS, seed: 2 }))).not.toBe(once);
  });

  it('answer from the file exactly as they did in training', () => {
    const { rows, answers } = planted(4, 800);
    const forest = trainForest({ rows, answers }, OPTIONS);
    const read = unpackForest(packForest(forest));
    for (const row of rows) expect(probability(read, row)).toBe(probability(forest, row));
  });

  it('give the share of yes where there is nothing to ask', () => {
    const none = trainForest({ rows: [], answers: [] }, OPTIONS);
    expect(probability(none, Float32Array.of(1))).toBe(0.5);
    const always = trainForest({ rows: [Float32Array.of(1), Float32Array.of(2)], answers: [1, 1] }, OPTIONS);
    expect(probability(always, Float32Array.of(3))).toBeGreaterThan(0.8);
    const alike = trainForest(
      { rows: Array.from({ length: 40 }, () => Float32Array.of(7)), answers: Array(40).fill(0).fill(1, 30) },
      OPTIONS,
    );
    expect(probability(alike, Float32Array.of(7))).toBeCloseTo(0.25, 1);
  });
});

import { describe, expect, it } from 'vitest';
import {
  calibrationOf,
  UNCALIBRATED,
} from '../../../../../../shared/domain/extraction/learned/confidence.ts';
import type { Forest } from '../../../../../../shared/domain/extraction/learned/forest.ts';

/** Sure where the first fact is over a half, unsure elsewhere. */
const FOREST: Forest = { bias: 0, roots: [0], feature: [0, 255, 255], value: [0.5, -2, 4], yes: [1, 0, 0] };

describe('confidence', () => {
  it('is what was learned for the field', () => {
    const calibration = calibrationOf({ montant_ttc: FOREST });
    expect(calibration('montant_ttc', { raw: 0.9 })).toBeGreaterThan(0.9);
    expect(calibration('montant_ttc', { raw: 0.1 })).toBeLessThan(0.2);
  });

  it('is what the choice says of a field that nothing was learned of', () => {
    expect(calibrationOf({})('iban', { raw: 0.7 })).toBe(UNCALIBRATED('iban', { raw: 0.7 }));
    expect(UNCALIBRATED('iban', { raw: 0.7 })).toBe(0.7);
  });

  it('is never whole', () => {
    const sure: Forest = { bias: 40, roots: [], feature: [], value: [], yes: [] };
    expect(calibrationOf({ iban: sure })('iban', { raw: 1 })).toBeLessThan(1);
    expect(UNCALIBRATED('iban', { raw: 1 })).toBeLessThan(1);
  });
});

import { describe, expect, it } from 'vitest';
import { bounded } from '../../../../../shared/domain/extraction/bounded.ts';
import type { Check, Extraction } from '../../../../../shared/domain/extraction/result.ts';

const ENDLESS = '商'.repeat(60_000);
const field = (value: string) => ({
  value,
  normalized: value,
  confidence: 1,
  page: null,
  bbox: null,
  source: 'xml' as const,
});
const check = (level: Check['level']): Check => ({
  code: 'vat_key',
  level,
  fields: [],
  parameters: { id: ENDLESS },
  message: ENDLESS,
});
const record: Extraction = {
  document_type: 'invoice',
  fields: { nom_fournisseur: field(ENDLESS), numero_facture: field('KL\u202e-77\u0000') },
  lines: [{ description: ENDLESS, quantity: 1, unit_price: 2, total: 2, vat_rate: 20, confidence: 1 }],
  vat_breakdown: Array.from({ length: 5000 }, (_, rate) => ({ rate, base: 1, tax: 1 })),
  checks: [...Array.from({ length: 5000 }, () => check('info')), check('error')],
  overall_confidence: 1,
  needs_review: true,
  review_reasons: Array.from({ length: 5000 }, () => ({
    code: 'check_failed' as const,
    check: 'vat_key',
    message: 'Un contrôle a échoué.',
  })),
  model_version: '1',
};

describe('a record of a sender who writes without end', () => {
  it('is cut to what is kept, errors before remarks', () => {
    const kept = bounded(record);
    expect(kept.fields.nom_fournisseur?.value).toHaveLength(500);
    expect(kept.lines[0]?.description).toHaveLength(500);
    expect([kept.vat_breakdown.length, kept.checks.length, kept.review_reasons.length]).toEqual([
      100, 50, 20,
    ]);
    expect(kept.checks[0]?.level).toBe('error');
    expect(String(kept.checks[0]?.parameters?.id)).toHaveLength(200);
  });

  it('holds no character that shows another text than it is', () => {
    expect(bounded(record).fields.numero_facture?.normalized).toBe('KL-77');
  });

  it('is as it was when it is within bounds', () => {
    const small = { ...record, fields: { nom_client: field('Café « Été »') }, lines: [], vat_breakdown: [] };
    const plain = { ...small, checks: [], review_reasons: [] };
    expect(bounded(plain)).toEqual(plain);
  });
});

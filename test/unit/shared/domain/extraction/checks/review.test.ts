import { describe, expect, it } from 'vitest';
import { checkOf } from '../../../../../../shared/domain/extraction/checks/catalogue.ts';
import {
  recordIn,
  type UnweighedRecord,
  weighed,
  withChecks,
} from '../../../../../../shared/domain/extraction/checks/review.ts';
import { soundInvoice } from '../../../../../support/checked-records.ts';

const record = (change: Partial<UnweighedRecord> = {}): UnweighedRecord => ({
  ...soundInvoice(),
  checks: [],
  model_version: 'test',
  ...change,
});
const codes = (unweighed: UnweighedRecord, threshold?: number) =>
  weighed(unweighed, threshold).review_reasons.map(({ code }) => code);

describe('review', () => {
  it('is not needed where everything required is sure and no check failed', () => {
    const sound = weighed(record());
    expect(sound).toMatchObject({ needs_review: false, review_reasons: [], overall_confidence: 0.95 });
  });

  it('names the field that is missing, and the one that is unsure with its confidence', () => {
    const { fields } = soundInvoice();
    const { numero_facture: _number, ...rest } = fields;
    const unsure = { ...rest, date_facture: { ...fields.date_facture!, confidence: 0.62 } };
    const reviewed = weighed(record({ fields: unsure }));
    expect(reviewed.needs_review).toBe(true);
    expect(reviewed.review_reasons).toMatchObject([
      {
        code: 'missing_required',
        field: 'numero_facture',
        message: 'Introuvable sur le document : le numéro de facture.',
      },
      {
        code: 'low_confidence',
        field: 'date_facture',
        confidence: 0.62,
        message: 'Lecture incertaine (62\u00a0%) : la date de facture.',
      },
    ]);
  });

  it('is asked for by errors, not by warnings and explanations', () => {
    const error = checkOf('zero_total', { level: 'error' });
    expect(codes(record({ checks: [checkOf('zero_total')] }))).toEqual([]);
    expect(codes(record({ checks: [checkOf('negative_invoice', { parameters: { gross: -1 } })] }))).toEqual(
      [],
    );
    expect(weighed(record({ checks: [error] })).review_reasons).toEqual([
      { code: 'check_failed', check: 'zero_total', message: 'Le total TTC est nul.' },
    ]);
  });

  it('tells what a document is that is no invoice', () => {
    expect(weighed(record({ document_type: 'quote' })).review_reasons).toMatchObject([
      { code: 'not_an_invoice', document_type: 'quote', message: expect.stringContaining('un devis') },
    ]);
    expect(codes(record({ document_type: 'receipt' }))).toEqual([]);
  });

  it('follows the threshold, for required fields and the mean alike', () => {
    expect(codes(record(), 0.96)).toEqual([
      'low_confidence',
      'low_confidence',
      'low_confidence',
      'low_confidence',
      'low_overall_confidence',
    ]);
  });

  it('is weighed anew with checks that come later', () => {
    const more = withChecks(weighed(record()), [
      checkOf('known_duplicate', { parameters: { document: 'doc_1' } }),
    ]);
    expect(more.review_reasons).toMatchObject([{ code: 'check_failed', check: 'known_duplicate' }]);
    expect(more.checks).toHaveLength(1);
  });

  it('is told in English, each failed check by its own sentence', () => {
    const key = (field: 'siret_fournisseur' | 'siret_client', value: string) =>
      checkOf('siret_key', { fields: [field], parameters: { field, value } });
    const told = recordIn(
      'en',
      weighed(
        record({ checks: [key('siret_fournisseur', '1'), key('siret_client', '2')], document_type: 'order' }),
      ),
    );
    expect(told.review_reasons.map(({ message }) => message)).toEqual([
      'This document is an order, not one to be booked as an invoice.',
      'The key of a SIRET is wrong: the seller’s SIRET (1).',
      'The key of a SIRET is wrong: the buyer’s SIRET (2).',
    ]);
    expect(told.checks[0]!.message).toBe('The key of a SIRET is wrong: the seller’s SIRET (1).');
  });

  it('has no reasons in records that were kept before there were any', () => {
    const { review_reasons: _reasons, ...old } = weighed(record());
    expect(recordIn('en', old as never).review_reasons).toEqual([]);
  });
});

/** Each check by itself: a record that raises it and nothing else, and one that just does not. */
import { describe, expect, it, test } from 'vitest';
import { CHECK_CODES } from '../../../../../../shared/domain/extraction/checks/catalogue.ts';
import type {
  CheckContext,
  CheckedRecord,
} from '../../../../../../shared/domain/extraction/checks/checked-record.ts';
import { checkRecord } from '../../../../../../shared/domain/extraction/checks/checks.ts';
import {
  SOUND_TEXT,
  someField,
  someLine,
  soundInvoice,
  soundReading,
} from '../../../../../support/checked-records.ts';

type Case = [CheckedRecord, CheckContext?];
interface Pair {
  raises: Case;
  justNot: Case;
}

const text = (more: string) => soundReading({ text: `${SOUND_TEXT} ${more}` });
const derived = (value: string | number) => someField(value, { source: 'derived' });
/** An invoice without VAT. */
const untaxed = (more: Parameters<typeof soundInvoice>[0] = {}) =>
  soundInvoice(
    { montant_tva: 0, montant_ttc: 100, montant_du: 100, taux_tva: null, ...more },
    { vat_breakdown: [], lines: [someLine({ vat_rate: 0 })] },
  );
const credit = (net: number, tax: number, gross: number) =>
  soundInvoice(
    { montant_ht: net, montant_tva: tax, montant_ttc: gross, montant_du: gross },
    { document_type: 'credit_note', vat_breakdown: [], lines: [] },
  );

/** Above what a small invoice may leave out. */
const large = (more: Parameters<typeof soundInvoice>[0]) =>
  soundInvoice(
    { montant_ht: 1000, montant_tva: 200, montant_ttc: 1200, montant_du: 1200, ...more },
    {
      lines: [someLine({ quantity: 100, total: 1000 })],
      vat_breakdown: [{ rate: 20, base: 1000, tax: 200 }],
    },
  );
const WITHOUT_VAT_NUMBER = SOUND_TEXT.replace('fr44732829320', '');

const PAIRS: Record<string, Pair> = {
  missing_required: {
    raises: [soundInvoice({ numero_facture: null })],
    justNot: [soundInvoice({ numero_facture: null }, { document_type: 'receipt' })],
  },
  not_an_invoice: {
    raises: [soundInvoice({}, { document_type: 'quote' })],
    justNot: [soundInvoice({}, { document_type: 'receipt' })],
  },
  no_invoice_found: {
    raises: [soundInvoice({}, { document_type: 'other' }), soundReading({ plausibility: 0.5 })],
    justNot: [soundInvoice({}, { document_type: 'receipt' }), soundReading({ plausibility: 0.5 })],
  },
  blank_page: {
    raises: [soundInvoice(), soundReading({ text: ' \n ' })],
    justNot: [soundInvoice(), soundReading({ text: undefined })],
  },
  total_mismatch: {
    raises: [soundInvoice({ montant_ttc: 120.02, montant_du: 120.02 })],
    justNot: [soundInvoice({ montant_ttc: 120.02, montant_du: 120.02, arrondi: 0.02 })],
  },
  total_rounding: {
    raises: [soundInvoice({ montant_ttc: 120.01, montant_du: 120.01 })],
    justNot: [soundInvoice({ montant_ttc: derived(120.01), montant_du: 120.01 })],
  },
  due_differs: {
    raises: [soundInvoice({ montant_du: 90 })],
    justNot: [soundInvoice({ montant_du: 150, solde_anterieur: 30 })],
  },
  due_after_payment: {
    raises: [soundInvoice({ montant_du: 90, montant_acompte: 30 })],
    justNot: [soundInvoice({ montant_du: derived(90), montant_acompte: 30 })],
  },
  lines_mismatch: {
    raises: [soundInvoice({}, { lines: [someLine(), someLine({ quantity: 3, total: 30 })] })],
    justNot: [
      soundInvoice({ montant_remise: 30 }, { lines: [someLine(), someLine({ quantity: 3, total: 30 })] }),
    ],
  },
  lines_unsure: {
    raises: [soundInvoice({}, { lines: [someLine({ quantity: 9, total: 90 })] })],
    justNot: [soundInvoice({ frais_port: 10 }, { lines: [someLine({ quantity: 9, total: 90 })] })],
  },
  line_product: {
    raises: [soundInvoice({}, { lines: [someLine({ quantity: 11, confidence: 0.7 })] })],
    justNot: [soundInvoice({}, { lines: [someLine({ quantity: 11, discount: 10, confidence: 0.7 })] })],
  },
  mixed_signs: { raises: [credit(-100, 20, -80)], justNot: [credit(-100, -20, -120)] },
  negative_invoice: {
    raises: [
      soundInvoice(
        { montant_ht: -100, montant_tva: -20, montant_ttc: -120, montant_du: -120 },
        { lines: [], vat_breakdown: [] },
      ),
    ],
    justNot: [credit(-100, -20, -120)],
  },
  zero_total: {
    raises: [
      soundInvoice(
        { montant_ht: 0, montant_tva: 0, montant_ttc: 0, montant_du: 0, taux_tva: null },
        { lines: [], vat_breakdown: [] },
      ),
    ],
    justNot: [soundInvoice()],
  },
  foreign_currency: {
    raises: [soundInvoice({ devise: 'CHF' })],
    justNot: [soundInvoice({ devise: 'CHF' }), soundReading({ homeCurrency: 'CHF' })],
  },
  rate_mismatch: {
    raises: [soundInvoice(), soundReading({ ruledOutRates: [10] })],
    justNot: [soundInvoice(), soundReading({ ruledOutRates: [] })],
  },
  breakdown_mismatch: {
    raises: [soundInvoice({}, { vat_breakdown: [{ rate: 20, base: 90, tax: 20 }] })],
    justNot: [soundInvoice({}, { vat_breakdown: [{ rate: 20, base: 99.99, tax: 20 }] })],
  },
  vat_rate_country: {
    raises: [
      soundInvoice(
        { montant_ht: 100, montant_tva: 19, montant_ttc: 119, montant_du: 119, taux_tva: 19 },
        { vat_breakdown: [{ rate: 19, base: 100, tax: 19 }] },
      ),
    ],
    // Overseas France.
    justNot: [
      soundInvoice(
        { montant_ht: 100, montant_tva: 8.5, montant_ttc: 108.5, montant_du: 108.5, taux_tva: 8.5 },
        { vat_breakdown: [{ rate: 8.5, base: 100, tax: 8.5 }] },
      ),
    ],
  },
  reverse_charge_with_vat: {
    raises: [soundInvoice(), text('autoliquidation')],
    justNot: [untaxed(), text('autoliquidation')],
  },
  exemption_with_vat: {
    raises: [soundInvoice(), text('tva non applicable, art. 293 b du cgi')],
    justNot: [untaxed(), text('tva non applicable, art. 293 b du cgi')],
  },
  zero_vat_without_reason: {
    raises: [untaxed()],
    justNot: [untaxed(), text('exoneration de tva, article 262 ter i du cgi')],
  },
  due_before_issue: {
    raises: [soundInvoice({ date_echeance: '2026-03-04' })],
    justNot: [soundInvoice({ date_echeance: '2026-03-05' })],
  },
  date_implausible: {
    raises: [soundInvoice({ date_facture: '1999-12-31', date_echeance: null })],
    justNot: [soundInvoice({ date_facture: '2016-01-01', date_echeance: null })],
  },
  date_in_future: {
    raises: [soundInvoice({ date_facture: '2026-03-12' })],
    // Somewhere it is tomorrow already.
    justNot: [soundInvoice({ date_facture: '2026-03-11' })],
  },
  date_old: {
    raises: [soundInvoice({ date_facture: '2015-12-31', date_echeance: null })],
    justNot: [soundInvoice({ date_facture: '2016-01-01', date_echeance: null })],
  },
  payment_term_long: {
    raises: [soundInvoice({ date_echeance: '2026-05-16' })],
    // 45 days end of month: 31 March and 45 days.
    justNot: [soundInvoice({ date_echeance: '2026-05-15' })],
  },
  siret_key: {
    raises: [soundInvoice({ siret_client: '40483304800023' })],
    justNot: [soundInvoice({ siret_client: '35600000049837' })],
  },
  siren_key: {
    raises: [
      soundInvoice({ siren_fournisseur: '732829321', siret_fournisseur: null, tva_fournisseur: null }),
    ],
    justNot: [soundInvoice({ siren_fournisseur: derived('732829320') })],
  },
  siren_in_vat_key: {
    raises: [soundInvoice({ tva_client: 'FR32123456789' })],
    // Monaco's numbers carry none.
    justNot: [soundInvoice({ tva_client: 'FR40000123458' })],
  },
  vat_key: {
    raises: [soundInvoice({ tva_client: 'DE136695977' })],
    justNot: [soundInvoice({ tva_client: 'DE136695976' })],
  },
  iban_key: {
    raises: [soundInvoice({ iban: 'FR1420041010050500013M02607' })],
    justNot: [soundInvoice({ iban: 'FR1420041010050500013M02606' })],
  },
  iban_length: {
    raises: [soundInvoice({ iban: 'FR1420041010050500013M0260' })],
    justNot: [soundInvoice({ iban: null })],
  },
  bic_form: { raises: [soundInvoice({ bic: 'PSSTFRP' })], justNot: [soundInvoice({ bic: 'PSSTFRPP' })] },
  bic_iban_country: {
    raises: [soundInvoice({ bic: 'COBADEFF' })],
    // A bank of Monaco, an account in France.
    justNot: [soundInvoice({ bic: 'BACAMCM1' })],
  },
  iban_foreign: {
    raises: [soundInvoice({ iban: 'DE89370400440532013000', bic: null })],
    justNot: [soundInvoice({ iban: 'MC5811222000010123456789030', bic: null })],
  },
  vat_siren_mismatch: {
    raises: [soundInvoice({ tva_fournisseur: 'FR83404833048', tva_client: null })],
    justNot: [soundInvoice({ tva_fournisseur: 'BE0403170701' }), soundReading({ text: undefined })],
  },
  siret_siren_mismatch: {
    raises: [soundInvoice({ siren_fournisseur: '404833048', tva_fournisseur: null })],
    justNot: [soundInvoice({ siren_fournisseur: '732829320', tva_fournisseur: null })],
  },
  seller_is_buyer: {
    raises: [soundInvoice({ nom_client: 'PAPETERIE BLEUE S.A.R.L.' })],
    justNot: [soundInvoice({ nom_client: 'Papeterie Bleue Distribution SARL' })],
  },
  mentions_missing: {
    raises: [large({ tva_fournisseur: null }), soundReading({ text: WITHOUT_VAT_NUMBER })],
    justNot: [
      large({ tva_fournisseur: null }),
      soundReading({ text: WITHOUT_VAT_NUMBER, readingConfidence: 0.8 }),
    ],
  },
  payment_mentions_missing: {
    raises: [soundInvoice(), soundReading({ text: SOUND_TEXT.replace("pas d'escompte", '') })],
    justNot: [
      soundInvoice({}, { document_type: 'credit_note' }),
      soundReading({ text: SOUND_TEXT.replace("pas d'escompte", '') }),
    ],
  },
  einvoicing_mentions_missing: {
    raises: [
      soundInvoice({ date_facture: '2026-09-01', date_echeance: '2026-09-30' }),
      soundReading({ today: '2026-09-02' }),
    ],
    justNot: [
      soundInvoice({ date_facture: '2026-09-01', date_echeance: '2026-09-30' }),
      soundReading({ today: '2026-09-02', text: `${SOUND_TEXT} nature de l'operation : livraison de biens` }),
    ],
  },
};

/** Raised elsewhere: by the reader of the file, the store of documents, the memory of suppliers, and the rules of e-invoices. */
const ELSEWHERE = new Set([
  'known_duplicate',
  'iban_changed',
  'damaged_file',
  'pdf_javascript',
  'pdf_embedded_file',
  'file_remark',
]);

const codes = ([record, context = soundReading()]: Case) =>
  checkRecord(record, context).map((check) => check.code);

test('a sound invoice passes every check', () => {
  expect(checkRecord(soundInvoice(), soundReading())).toEqual([]);
});

describe.each(Object.entries(PAIRS))('%s', (code, { raises, justNot }) => {
  it('is raised, and nothing else is', () => {
    expect(codes(raises)).toEqual([code]);
  });

  it('is not raised by a record that is just right', () => {
    expect(codes(justNot)).not.toContain(code);
  });
});

test('every check of a record is in this list', () => {
  const rest = CHECK_CODES.filter((code) => PAIRS[code] === undefined && !ELSEWHERE.has(code));
  expect(rest.filter((code) => !/^(?:en16931|xml|einvoice)_/.test(code))).toEqual([]);
});

describe('what weighs less', () => {
  const level = ([record, context = soundReading()]: Case, code: string) =>
    checkRecord(record, context).find((check) => check.code === code)?.level;

  test('totals of a till that do not add up are a warning', () => {
    expect(level([soundInvoice({ montant_ttc: 130 }, { document_type: 'receipt' })], 'total_mismatch')).toBe(
      'warning',
    );
    expect(level([soundInvoice({ montant_ttc: 130 })], 'total_mismatch')).toBe('error');
  });

  test('a percentage that is no rate of VAT anywhere only explains', () => {
    expect(level([soundInvoice(), soundReading({ ruledOutRates: [1.5] })], 'rate_mismatch')).toBe('info');
  });

  test('a reason that may not have been read is not missed for sure', () => {
    expect(level([untaxed(), soundReading({ readingConfidence: 0.9 })], 'zero_vat_without_reason')).toBe(
      'info',
    );
  });

  test('no VAT that was computed and not read is not missed for sure', () => {
    expect(level([untaxed({ montant_tva: derived(0) })], 'zero_vat_without_reason')).toBe('info');
  });

  test('a due date that was read unsurely is a warning, and of no account on a delivery note', () => {
    const unsure = { date_echeance: someField('2026-03-04', { confidence: 0.5 }) };
    expect(level([soundInvoice(unsure)], 'due_before_issue')).toBe('warning');
    expect(codes([soundInvoice(unsure, { document_type: 'delivery_note' })])).not.toContain(
      'due_before_issue',
    );
  });

  test('mentions that an engine did not read are not missed for sure', () => {
    const context = soundReading({ text: WITHOUT_VAT_NUMBER, readingConfidence: 0.95 });
    expect(level([large({ tva_fournisseur: null }), context], 'mentions_missing')).toBe('info');
  });

  test('a printed zero rate is a reason in Britain, and none in France', () => {
    const british = {
      tva_fournisseur: 'GB980780684',
      siren_fournisseur: null,
      siret_fournisseur: null,
      iban: null,
      bic: null,
    };
    expect(codes([untaxed(british), text('vat 0 %')])).toEqual([]);
    expect(codes([untaxed(), text('tva 0 %')])).toEqual(['zero_vat_without_reason']);
  });

  test('a rate among several, or on a quote, only explains', () => {
    const context = soundReading({ ruledOutRates: [10] });
    const mixed = soundInvoice(
      {},
      { lines: [someLine({ vat_rate: 20 }), someLine({ vat_rate: 5.5, total: 0 })] },
    );
    expect(level([soundInvoice(), context], 'rate_mismatch')).toBe('warning');
    expect(level([mixed, context], 'rate_mismatch')).toBe('info');
    expect(level([soundInvoice({}, { document_type: 'quote' }), context], 'rate_mismatch')).toBe('info');
  });

  test('lines above the total beside the word discount tell of a discount that was not read', () => {
    const above = soundInvoice({}, { lines: [someLine(), someLine({ quantity: 3, total: 30 })] });
    expect(codes([above])).toEqual(['lines_mismatch']);
    expect(codes([above, text('remise fidelite')])).toEqual(['lines_unsure']);
  });

  test('lines that were guessed tell nothing', () => {
    const guessed = soundInvoice({}, { lines: [someLine({ total: 333, quantity: null })] });
    expect(codes([guessed, soundReading({ linesFromTable: false })])).toEqual([]);
  });
});

describe('rounding', () => {
  test('by line may move a total by half a cent a line, and no further', () => {
    const lines = Array.from({ length: 10 }, () => someLine({ quantity: 1, unit_price: 10, total: 10 }));
    const off = (cents: number) =>
      soundInvoice({ montant_ttc: 120 + cents / 100, montant_du: derived(120) }, { lines });
    expect(codes([off(5)])).toEqual(['total_rounding']);
    expect(codes([off(6)])).toEqual(['total_mismatch']);
  });
});

describe('rates by country and day', () => {
  const german = (rate: number, date: string) =>
    soundInvoice(
      {
        tva_fournisseur: 'DE136695976',
        siren_fournisseur: null,
        siret_fournisseur: null,
        iban: null,
        bic: null,
        tva_client: null,
        date_facture: date,
        date_echeance: null,
        montant_tva: rate,
        montant_ttc: 100 + rate,
        montant_du: 100 + rate,
        taux_tva: rate,
      },
      { vat_breakdown: [{ rate, base: 100, tax: rate }], lines: [someLine({ vat_rate: rate })] },
    );
  it.each([
    [16, '2020-06-30', true],
    [16, '2020-07-01', false],
    [16, '2021-01-15', false],
    [16, '2021-08-01', true],
    [19, '2020-08-01', false],
    [21, '2026-01-01', true],
  ])('%s %% in Germany on %s: wrong is %s', (rate, date, wrong) => {
    expect(codes([german(rate, date)]).includes('vat_rate_country')).toBe(wrong);
  });
});

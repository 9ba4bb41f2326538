import { describe, expect, test } from 'vitest';
import type { EInvoice, Profile } from '../../../../../shared/domain/einvoice/model.ts';
import { brokenRules, RULES } from '../../../../../shared/domain/einvoice/rules/rules.ts';
import { checkIn } from '../../../../../shared/domain/extraction/checks/catalogue.ts';
import { decimal, someAdjustment, someEInvoice, someLine } from '../../../../support/einvoice-model.ts';

const broken = (invoice: EInvoice) => brokenRules(invoice).map((check) => check.rule);

const CATEGORIES = ['S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M', 'B'];

test.each(CATEGORIES)('a sound invoice of category %s breaks no rule', (category) => {
  expect(broken(someEInvoice(category))).toEqual([]);
});

type Break = (invoice: EInvoice) => void;

/** Sets the value at a path of names and places: `lines.0.unit`. */
function set(path: string, value: unknown): Break {
  return (invoice) => {
    const names = path.split('.');
    const last = names.pop()!;
    let holder = invoice as unknown as Record<string, unknown>;
    for (const name of names) holder = holder[name] as Record<string, unknown>;
    holder[last] = value;
  };
}

/** How to break one rule and no other. */
const BREAKS: Record<string, Break> = {
  'BR-01': set('specification', null),
  'BR-02': set('number', null),
  'BR-03': set('issueDate', null),
  'BR-04': set('typeCode', null),
  'BR-05': set('currency', null),
  'BR-06': set('seller.name', null),
  'BR-07': set('buyer.name', null),
  'BR-08': set('seller.address', null),
  'BR-09': set('seller.address.country', null),
  'BR-10': set('buyer.address', null),
  'BR-11': set('buyer.address.country', null),
  'BR-12': set('totals.lines', null),
  'BR-13': set('totals.net', null),
  'BR-14': set('totals.gross', null),
  'BR-15': set('totals.due', null),
  'BR-16': (i) => {
    i.lines = [];
    i.totals.lines = decimal(0);
    i.charges[0]!.amount = decimal(110);
    i.totals.charges = decimal(110);
  },
  'BR-17': (i) => {
    i.payee = { ...i.seller, name: null };
  },
  'BR-18': (i) => {
    i.taxRepresentative = { ...i.seller, name: null };
  },
  'BR-19': (i) => {
    i.taxRepresentative = { ...i.seller, address: null };
  },
  'BR-20': (i) => {
    i.taxRepresentative = { ...i.seller, address: { ...i.seller.address!, country: null } };
  },
  'BR-21': set('lines.0.id', null),
  'BR-22': set('lines.0.quantity', null),
  'BR-23': set('lines.0.unit', null),
  'BR-24': (i) => void i.lines.push({ ...someLine(), net: null }),
  'BR-25': set('lines.0.name', null),
  'BR-26': set('lines.0.netPrice', null),
  'BR-27': set('lines.0.netPrice', decimal(-25)),
  'BR-28': set('lines.0.grossPrice', decimal(-25)),
  'BR-29': set('period', { start: '2026-02-02', end: '2026-02-01' }),
  'BR-30': set('lines.0.period', { start: '2026-02-02', end: '2026-02-01' }),
  'BR-31': (i) => void i.allowances.push({ ...someAdjustment(), amount: null }),
  'BR-32': (i) => void i.allowances.push({ ...someAdjustment(), amount: decimal(0), category: null }),
  'BR-33': set('allowances.0.reason', null),
  'BR-36': (i) => void i.charges.push({ ...someAdjustment(), amount: null }),
  'BR-37': (i) => void i.charges.push({ ...someAdjustment(), amount: decimal(0), category: null }),
  'BR-38': set('charges.0.reason', null),
  'BR-41': (i) => void i.lines[0]!.allowances.push({ ...someAdjustment(), amount: null }),
  'BR-42': (i) => void i.lines[0]!.allowances.push({ ...someAdjustment(), reason: null }),
  'BR-43': (i) => void i.lines[0]!.charges.push({ ...someAdjustment(), amount: null }),
  'BR-44': (i) => void i.lines[0]!.charges.push({ ...someAdjustment(), reason: null }),
  'BR-45': set('vat.0.base', null),
  'BR-46': (i) => {
    i.vat[0]!.tax = null;
    i.totals.tax = decimal(0);
    i.totals.gross = decimal(100);
    i.totals.due = decimal(70.01);
  },
  'BR-47': (i) => void i.vat.push({ ...i.vat[0]!, base: decimal(0), tax: decimal(0), category: null }),
  'BR-48': (i) => {
    i.vat.push({ ...i.vat[0]!, base: decimal(0), tax: decimal(0), rate: null });
  },
  'BR-49': set('payment.0.code', null),
  'BR-50': (i) => {
    i.payment[0]!.accounts.push({ id: null, bic: null, isLocal: false });
  },
  'BR-51': set('payment.0.cardNumber', '4111 1111 1111 1111'),
  'BR-52': set('supportingDocuments.0.id', null),
  'BR-53': set('accountingCurrency', 'SEK'),
  'BR-54': set('lines.0.attributes.0.value', null),
  'BR-55': set('precedingInvoices.0.number', null),
  'BR-56': (i) => {
    i.taxRepresentative = { ...i.seller, vatId: null };
  },
  'BR-57': set('deliveryAddress.country', null),
  'BR-61': set('payment.0.accounts', []),
  'BR-62': set('seller.electronicAddress.scheme', null),
  'BR-63': set('buyer.electronicAddress.scheme', null),
  'BR-64': set('lines.0.standardId.scheme', null),
  'BR-65': set('lines.0.classifications.0.scheme', null),
  'BR-66': (i) => {
    i.syntax = 'UBL';
    i.payment = ['1234', '5678'].map((cardNumber) => ({ ...i.payment[0]!, cardNumber }));
  },
  'BR-CO-03': (i) => {
    i.taxPointDate = '2026-03-01';
    i.taxPointCode = '3';
  },
  'BR-CO-04': (i) => void i.lines.push({ ...someLine(), net: decimal(0), category: null }),
  'BR-CO-09': set('buyer.vatId', '19787878784'),
  'BR-CO-10': (i) => {
    i.totals.lines = decimal(100.01);
    i.totals.charges = decimal(9.99);
    i.charges[0]!.amount = decimal(9.99);
  },
  'BR-CO-11': set('allowances.0.amount', decimal(10.01)),
  'BR-CO-12': set('charges.0.amount', decimal(10.01)),
  'BR-CO-13': (i) => {
    i.totals.net = decimal(100.01);
    i.totals.gross = decimal(120.01);
    i.totals.due = decimal(90.02);
  },
  'BR-CO-14': set('vat.0.tax', decimal(20.01)),
  'BR-CO-15': (i) => {
    i.totals.gross = decimal(120.01);
    i.totals.due = decimal(90.02);
  },
  'BR-CO-16': set('totals.due', decimal(90)),
  'BR-CO-18': (i) => {
    i.vat = [];
    for (const one of [...i.lines, ...i.allowances, ...i.charges]) one.category = 'B';
    for (const one of [i.seller, i.buyer]) one.address!.country = 'IT';
  },
  'BR-CO-19': set('period', { start: null, end: null }),
  'BR-CO-20': set('lines.0.period', { start: null, end: null }),
  'BR-CO-25': (i) => {
    i.dueDate = null;
    i.paymentTerms = null;
  },
  'BR-CO-26': (i) => {
    i.seller.legalId = null;
    i.seller.vatId = null;
    i.seller.taxId = '12/345';
  },
  'BR-DEC-01': set('allowances.0.amount', decimal(10, 3)),
  'BR-DEC-02': set('allowances.0.base', decimal(10, 3)),
  'BR-DEC-05': set('charges.0.amount', decimal(10, 3)),
  'BR-DEC-06': set('charges.0.base', decimal(10, 3)),
  'BR-DEC-09': set('totals.lines', decimal(100, 3)),
  'BR-DEC-10': set('totals.allowances', decimal(10, 3)),
  'BR-DEC-11': set('totals.charges', decimal(10, 3)),
  'BR-DEC-12': set('totals.net', decimal(100, 3)),
  'BR-DEC-13': set('totals.tax', decimal(20, 3)),
  'BR-DEC-14': set('totals.gross', decimal(120, 3)),
  'BR-DEC-15': set('totals.taxInAccountingCurrency', decimal(200, 3)),
  'BR-DEC-16': set('totals.prepaid', decimal(30, 3)),
  'BR-DEC-17': set('totals.rounding', decimal(0.01, 3)),
  'BR-DEC-18': set('totals.due', decimal(90.01, 3)),
  'BR-DEC-19': set('vat.0.base', decimal(100, 3)),
  'BR-DEC-20': set('vat.0.tax', decimal(20, 3)),
  'BR-DEC-23': set('lines.0.net', decimal(100, 3)),
  'BR-DEC-24': (i) => void i.lines[0]!.allowances.push({ ...someAdjustment(), amount: decimal(10, 3) }),
  'BR-DEC-25': (i) => void i.lines[0]!.allowances.push({ ...someAdjustment(), base: decimal(10, 3) }),
  'BR-DEC-27': (i) => void i.lines[0]!.charges.push({ ...someAdjustment(), amount: decimal(10, 3) }),
  'BR-DEC-28': (i) => void i.lines[0]!.charges.push({ ...someAdjustment(), base: decimal(10, 3) }),
  'BR-CL-01': set('typeCode', '999'),
  'BR-CL-03': set('amountCurrencies', ['EUR', 'EURO']),
  'BR-CL-04': set('currency', 'XYZ'),
  'BR-CL-05': (i) => {
    i.accountingCurrency = 'XYZ';
    i.totals.taxInAccountingCurrency = decimal(200);
  },
  'BR-CL-06': set('taxPointCode', '99'),
  'BR-CL-10': (i) => {
    i.buyer.identifiers.push({ value: '7', scheme: 'INTERNE' });
  },
  'BR-CL-11': set('buyer.legalId.scheme', 'SIREN'),
  'BR-CL-14': set('buyer.address.country', 'UK'),
  'BR-CL-15': set('lines.0.originCountry', 'UK'),
  'BR-CL-16': (i) => void i.payment.push({ ...i.payment[0]!, code: '69' }),
  'BR-CL-17': (i) => void i.vat.push({ ...i.vat[0]!, base: decimal(0), tax: decimal(0), category: 'VAT' }),
  'BR-CL-18': (i) => void i.lines.push({ ...someLine('VAT'), net: decimal(0) }),
  'BR-CL-19': set('allowances.0.reasonCode', 'FC'),
  'BR-CL-21': set('lines.0.standardId.scheme', 'EAN'),
  'BR-CL-25': set('buyer.electronicAddress.scheme', 'MAIL'),
};

const CATEGORY_IDS = { S: 'S', Z: 'Z', E: 'E', AE: 'AE', IC: 'K', G: 'G', O: 'O', AF: 'L', AG: 'M' };
const NEVER_TAXED = ['Z', 'E', 'AE', 'IC', 'G', 'O'];

/** The ten rules that every category has, with the category of the invoice that they are broken in. */
const CATEGORY_BREAKS: Record<string, { category: string; change: Break }> = {};
for (const [rules, category] of Object.entries(CATEGORY_IDS)) {
  const isTaxed = !NEVER_TAXED.includes(rules);
  const add = (number: number, change: Break) => {
    CATEGORY_BREAKS[`BR-${rules}-${String(number).padStart(2, '0')}`] = { category, change };
  };
  // The poorest profile with a breakdown may have allowances without lines.
  const only = (kept: 'lines' | 'allowances' | 'charges') => (i: EInvoice) => {
    if (kept !== 'lines') {
      i.profile = 'basic-wl';
      i.lines = [];
    }
    i.allowances = kept === 'allowances' ? [{ ...i.allowances[0]!, amount: decimal(0) }] : [];
    i.charges = kept === 'charges' ? [{ ...i.charges[0]!, amount: decimal(0) }] : [];
    Object.assign(i.totals, { allowances: null, charges: null });
  };
  const lacking = (i: EInvoice) => {
    if (rules === 'O') i.buyer.vatId = 'FR19787878784';
    else {
      i.seller.vatId = null;
      i.seller.taxId = null;
    }
  };
  const wrongRate = isTaxed ? decimal(rules === 'S' ? 0 : -1, 0) : decimal(rules === 'O' ? 0 : 5, 0);
  add(1, (i) => {
    i.vat = [{ ...i.vat[0]!, category: 'B', rate: decimal(isTaxed ? 20 : 0) }];
  });
  for (const [index, kind] of (['lines', 'allowances', 'charges'] as const).entries()) {
    add(2 + index, (i) => {
      only(kind)(i);
      lacking(i);
    });
    add(5 + index, (i) => {
      if (!isTaxed) i[kind][0]!.rate = wrongRate;
      else if (kind === 'lines') i.lines.push({ ...someLine(category, wrongRate), net: decimal(0) });
      else i[kind].push({ ...someAdjustment(category, wrongRate), amount: decimal(0) });
    });
  }
  add(8, (i) => {
    i.vat[0]!.base = decimal(101.5);
    if (isTaxed) i.vat[0]!.tax = decimal(20);
  });
  add(9, (i) => {
    i.vat[0]!.tax = decimal(25);
    Object.assign(i.totals, { tax: decimal(25), gross: decimal(125), due: decimal(95.01) });
  });
  add(10, (i) => {
    const isAsked = i.vat[0]!.exemptionReason !== null;
    i.vat[0]!.exemptionReason = isAsked ? null : 'Motif';
  });
}
Object.assign(CATEGORY_BREAKS, {
  'BR-IC-11': {
    category: 'K',
    change: (i: EInvoice) => {
      i.deliveryDate = null;
      i.period = null;
    },
  },
  'BR-IC-12': { category: 'K', change: set('deliveryAddress', null) },
  'BR-O-11': {
    category: 'O',
    change: (i: EInvoice) =>
      void i.vat.push({
        ...i.vat[0]!,
        base: decimal(0),
        category: 'B',
        rate: decimal(0),
        exemptionReason: null,
      }),
  },
  'BR-O-12': {
    category: 'O',
    change: (i: EInvoice) => {
      for (const one of [i.seller, i.buyer]) one.address!.country = 'IT';
      i.lines.push({ ...someLine('B'), net: decimal(0) });
    },
  },
  'BR-O-13': {
    category: 'O',
    change: (i: EInvoice) => {
      for (const one of [i.seller, i.buyer]) one.address!.country = 'IT';
      i.allowances.push({ ...someAdjustment('B'), amount: decimal(0) });
    },
  },
  'BR-O-14': {
    category: 'O',
    change: (i: EInvoice) => {
      for (const one of [i.seller, i.buyer]) one.address!.country = 'IT';
      i.charges.push({ ...someAdjustment('B'), amount: decimal(0) });
    },
  },
  'BR-CL-22': { category: 'E', change: set('vat.0.exemptionCode', 'EXEMPT') },
  'BR-CO-17': {
    category: 'B',
    change: (i: EInvoice) => {
      i.vat[0]!.tax = decimal(1);
      Object.assign(i.totals, { tax: decimal(1), gross: decimal(101), due: decimal(71.01) });
    },
  },
  'BR-B-01': { category: 'B', change: set('buyer.address.country', 'FR') },
  'BR-B-02': {
    category: 'B',
    change: (i: EInvoice) => {
      i.lines.push({ ...someLine('S'), net: decimal(0) });
      i.vat.push({ ...i.vat[0]!, base: decimal(0), tax: decimal(0), category: 'S', rate: decimal(20) });
    },
  },
});

/** Where one rule of the standard says again what another does. */
const SAID_TWICE: Record<string, string[]> = {
  'BR-S-09': ['BR-CO-17'],
  'BR-AF-09': ['BR-CO-17'],
  'BR-AG-09': ['BR-CO-17'],
  // A tax where the rate is zero is no product of the two either.
  ...Object.fromEntries(['Z', 'E', 'AE', 'IC', 'G'].map((rules) => [`BR-${rules}-09`, ['BR-CO-17']])),
};

describe('each rule has an invoice that breaks only it', () => {
  test.each(Object.entries(BREAKS))('%s', (rule, change) => {
    const invoice = someEInvoice();
    change(invoice);
    expect(broken(invoice)).toEqual([rule]);
  });

  test.each(Object.entries(CATEGORY_BREAKS))('%s', (rule, { category, change }) => {
    const invoice = someEInvoice(category);
    change(invoice);
    expect(new Set(broken(invoice))).toEqual(new Set([rule, ...(SAID_TWICE[rule] ?? [])]));
  });

  test('none is left out', () => {
    const tried = [...Object.keys(BREAKS), ...Object.keys(CATEGORY_BREAKS)];
    expect(RULES.map(({ id }) => id).filter((id) => !tried.includes(id))).toEqual([]);
  });
});

test('what the published rules only warn of is a warning', () => {
  const invoice = someEInvoice();
  BREAKS['BR-51']!(invoice);
  expect(brokenRules(invoice)).toMatchObject([{ rule: 'BR-51', level: 'warning' }]);
});

test('a total that is left out counts nothing', () => {
  const invoice = someEInvoice();
  Object.assign(invoice.totals, { allowances: null, charges: null });
  expect(broken(invoice)).toEqual(['BR-CO-11', 'BR-CO-12']);
});

test('rule ids are unique', () => {
  const ids = RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe('a profile is held to what it promises', () => {
  const bare = (profile: Profile): EInvoice => {
    const invoice = someEInvoice();
    return {
      ...invoice,
      profile,
      lines: [],
      vat: [],
      totals: { ...invoice.totals, lines: null, prepaid: null },
    };
  };

  test.each<[Profile, string[]]>([
    ['zugferd-1', []],
    ['minimum', []],
  ])('%s has neither lines nor breakdown', (profile, rules) => {
    const invoice = { ...bare(profile), allowances: [], charges: [] };
    invoice.totals = {
      ...invoice.totals,
      allowances: null,
      charges: null,
      due: decimal(120),
      rounding: null,
    };
    expect(broken(invoice)).toEqual(rules);
  });

  test('basic-wl has a breakdown but no lines', () => {
    expect(broken({ ...someEInvoice(), profile: 'basic-wl', lines: [] })).toEqual([]);
  });

  test('the core has lines', () => {
    expect(broken({ ...someEInvoice(), lines: [] })).toContain('BR-16');
  });

  test('extended may round each part to a cent', () => {
    const invoice = someEInvoice();
    BREAKS['BR-CO-10']!(invoice);
    expect(broken({ ...invoice, profile: 'extended' })).toEqual([]);
  });
});

test('a check names the lines that break its rule, in either language', () => {
  const invoice = someEInvoice();
  invoice.lines = Array.from({ length: 7 }, (_, index) => ({
    ...someLine(),
    id: `L${index + 1}`,
    net: decimal(index === 0 ? 100 : 0),
    unit: null,
  }));
  const [check] = brokenRules(invoice);
  expect(check).toMatchObject({ code: 'en16931_rule', rule: 'BR-23', level: 'error' });
  expect(check?.message).toBe(
    'Règle BR-23 : chaque quantité doit avoir une unité (BT-130) (lignes L1, L2, L3, L4, L5…).',
  );
  expect(checkIn('en', check!).message).toBe(
    'Rule BR-23: each quantity must have a unit (BT-130) (lines L1, L2, L3, L4, L5…).',
  );
});

test('a check of a sum tells both amounts and marks its field', () => {
  const invoice = someEInvoice();
  BREAKS['BR-CO-15']!(invoice);
  const [check] = brokenRules(invoice);
  expect(check?.fields).toEqual(['montant_ttc']);
  expect(check?.message).toMatch(/ : 120,01 au lieu de 120,00\.$/);
  expect(checkIn('en', check!).message).toMatch(/: 120\.01 instead of 120\.00\.$/);
});

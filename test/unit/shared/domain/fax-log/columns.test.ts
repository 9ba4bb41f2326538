import { describe, expect, test } from 'vitest';
import { AppError } from '../../../../../shared/contract/app-error.ts';
import {
  columnOfHeading,
  FAX_COLUMN_NAMES,
  faxLayoutOf,
  isFaxLog,
} from '../../../../../shared/domain/fax-log/columns.ts';
import { FAX_COLUMNS, type RawRow } from '../../../../../shared/domain/fax-log/fax-record.ts';

const DOCUMENTED = FAX_COLUMNS.map((column) => FAX_COLUMN_NAMES[column]);
const DATA = [
  'FX1',
  'Durand Chloé',
  'Agence Nord',
  'SF',
  'chloe@fax.example',
  '15/01/2024 10:30',
  '33142000000',
  '01 23 45 67 89',
  'Non',
  'Non',
  '3',
  '00:01:30',
  '3',
  'Forfait',
];

function rows(...all: string[][]): RawRow[] {
  return all.map((cells, i) => ({ row: i + 1, cells }));
}

function refusal(...all: string[][]): unknown {
  try {
    faxLayoutOf(rows(...all));
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, ...error.details };
  }
  return null;
}

describe('headings', () => {
  test('are known as documented, and again however case, accents, blanks and apostrophes stand', () => {
    for (const column of FAX_COLUMNS) {
      const name = FAX_COLUMN_NAMES[column];
      const bare = name.normalize('NFD').replace(/\p{M}/gu, '');
      for (const heading of [
        name,
        name.toUpperCase(),
        bare,
        bare.toLowerCase(),
        `  ${name.replaceAll(' ', '  ')}\u00a0`,
        name.replaceAll("'", '’'),
        `\ufeff${name}`,
        name.replace(/[éÉ]/, '\ufffd'),
        name.normalize('NFD'),
        // UTF-8 taken for Latin-1 and written as UTF-8 again; Excel's "CSV (Macintosh)" taken for Windows-1252.
        Buffer.from(name).toString('latin1'),
        name.replaceAll('é', 'Ž'),
      ])
        expect(columnOfHeading(heading), heading).toBe(column);
    }
  });

  test.each([
    ['Nombre de pages réel(les)', 'realPages'],
    ['Nombre de pages réelles', 'realPages'],
    ['Pages réelles', 'realPages'],
    ['Nombre de pages facturées', 'billedPages'],
    ['Page facturée', 'billedPages'],
    ['N° appelé', 'calledNumber'],
    ['Numéros appelés', 'calledNumber'],
    ["N° d'envoi", 'senderNumber'],
    ["Nom et prénom de l'utilisateur", 'userName'],
    ['Type de facturation', 'billingType'],
    ['Appels internationaux', 'internationalCall'],
    ['Identifiant du fax', 'faxId'],
    ['E-mail', 'email'],
  ])('"%s" heads %s', (heading, column) => {
    expect(columnOfHeading(heading)).toBe(column);
  });

  test.each(['', ' ', '-', 'Fax', 'Numéro', 'Pages', 'Date', 'Nom', 'SF', '33123456789', 'Mode de paiement'])(
    '"%s" heads no column',
    (heading) => {
      expect(columnOfHeading(heading)).toBeNull();
    },
  );

  test('are found in any order among columns that nobody knows, and the left one of two alike counts', () => {
    const layout = faxLayoutOf(
      rows([
        'Remarque',
        'Mode',
        'Nombre de page réel',
        'Mode',
        'Fax ID',
        'Numéro appelé',
        'Nombre de page réel',
      ]),
    );
    const placed = Object.fromEntries(FAX_COLUMNS.map((column, i) => [column, layout.places[i]]));
    expect(placed).toMatchObject({
      faxId: 4,
      mode: 1,
      calledNumber: 5,
      realPages: 2,
      reseller: -1,
      email: -1,
    });
    expect(layout).toMatchObject({ headingsRow: 1, width: 6 });
  });

  test('are found below titles and blank rows', () => {
    expect(faxLayoutOf(rows(['Journal des fax'], [''], DOCUMENTED, DATA))).toMatchObject({ headingsRow: 3 });
  });

  test('make a log without any record', () => {
    expect(faxLayoutOf(rows(DOCUMENTED)).places).toEqual(FAX_COLUMNS.map((_, place) => place));
  });
});

describe('a log without headings', () => {
  test('has its columns by place', () => {
    const layout = faxLayoutOf(rows(DATA));
    expect(layout).toEqual({ places: FAX_COLUMNS.map((_, place) => place), headingsRow: null, width: 11 });
  });

  test.each([
    '01 23 45 67 89',
    '01\u00a023\u00a045\u00a067\u00a089',
    '+33\u202f(0)1–23–45–67–89',
    "'0123456789",
  ])('is known by a row that called %j', (number) => {
    expect(faxLayoutOf(rows(DATA.with(7, number))).headingsRow).toBeNull();
  });

  test('is known by any sound row among the first, though a cell reads as a heading', () => {
    const wrong = DATA.with(3, 'EMAIL').with(7, 'inconnu');
    expect(faxLayoutOf(rows(wrong, wrong, DATA))).toMatchObject({ headingsRow: null });
  });
});

test('rows that come before headings are kept: columns are then by place', () => {
  expect(faxLayoutOf(rows(DATA, DATA, DOCUMENTED, DATA))).toMatchObject({ headingsRow: null });
});

test('a table is a fax log where it has a layout', () => {
  expect(isFaxLog(rows(['Journal'], DOCUMENTED))).toBe(true);
  expect(isFaxLog(rows(DATA))).toBe(true);
  expect(isFaxLog(rows(['Fax ID', 'Mode'], ['FX1', 'SF']))).toBe(false);
  expect(isFaxLog([])).toBe(false);
});

describe('a table that is no fax log', () => {
  test('is refused with the headings that it has and the columns that it lacks', () => {
    expect(refusal(['Fax ID', ' Mode', 'Date  et heure', 'Montant'])).toEqual({
      code: 'not_a_fax_log',
      found: ['Fax ID', 'Mode', 'Date et heure', 'Montant'],
      missing: ['Numéro appelé', 'Nombre de page réel'],
    });
  });

  test('is refused without showing numbers and addresses where no row has a known heading', () => {
    const nothing = {
      code: 'not_a_fax_log',
      found: [],
      missing: ['Fax ID', 'Mode', 'Numéro appelé', 'Nombre de page réel'],
    };
    expect(refusal()).toEqual(nothing);
    expect(refusal(['Durand', '01 23 45 67 89', 'chloe@fax.example'])).toEqual(nothing);
    expect(refusal(['Durand', 'mode', '01 23 45 67 89'])).toEqual(nothing);
  });

  test('shows the headings of a table of another kind', () => {
    const found = (...all: string[][]) => (refusal(...all) as { found: string[] }).found;
    expect(found(['Nom', 'Téléphone'], ['Durand', '01 23 45 67 89'], ['Martin', ''])).toEqual([
      'Nom',
      'Téléphone',
    ]);
    expect(found(['Stock'], ['Article', 'Quantité', 'Prix'], ['stylo', '2', '1,20'])).toEqual([
      'Article',
      'Quantité',
      'Prix',
    ]);
    expect(found(['Nom', 'Prénom'], ['Durand', 'Chloé'])).toEqual(['Nom', 'Prénom']);
    expect(found(['name', 'city', 'phone'])).toEqual(['name', 'city', 'phone']);
    expect(found(['Durand', '12'], ['Martin', '13'])).toEqual([]);
  });

  test('shows few headings, and short ones', () => {
    const many = Array.from({ length: 500 }, (_, i) => `Colonne ${'x'.repeat(i)}`);
    const found = (refusal(['Mode', '12', ...many]) as { found: string[] }).found;
    expect(found).toHaveLength(30);
    expect(found.slice(0, 2)).toEqual(['Mode', 'Colonne']);
    expect(Math.max(...found.map((heading) => heading.length))).toBeLessThanOrEqual(60);
  });
});

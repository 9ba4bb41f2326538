import { describe, expect, test } from 'vitest';
import { QUOTED_LINES_LIMIT, readCsv } from '../../../../../shared/documents/table-files/csv.ts';
import { LINE_LIMIT_BYTES } from '../../../../../shared/documents/table-files/text-lines.ts';
import type { RawRow } from '../../../../../shared/domain/fax-log/fax-record.ts';
import { allRows, inChunks } from '../../../../support/table-rows.ts';

const read = (content: string | Uint8Array, chunkBytes?: number): Promise<RawRow[]> =>
  allRows(readCsv(inChunks(typeof content === 'string' ? Buffer.from(content) : content, chunkBytes)));

/** Rows without their numbers, faults first. */
const cellsOf = (rows: RawRow[]): (readonly string[])[] => rows.map(({ cells }) => cells);
const faultsOf = (rows: RawRow[]): (string | undefined)[] => rows.map(({ fault }) => fault);

const row = (n: number): string => `${n};Jean;SF;0123456789;${n}`;
const rows = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => row(from + index));

describe('a CSV file', () => {
  test.each([';', ',', '\t', '|'])('is read with %j between its cells', async (separator) => {
    const rows = await read(
      `${['a', 'b', 'c'].join(separator)}\n${['1', '2,5'.replaceAll(separator, '.'), ''].join(separator)}`,
    );
    expect(cellsOf(rows)).toEqual([
      ['a', 'b', 'c'],
      ['1', separator === ',' ? '2.5' : '2,5', ''],
    ]);
  });

  test.each([['\r\n'], ['\n'], ['\r']])('is read with %j after its lines', async (end) => {
    for (const last of ['', end]) {
      const rows = await read(`a;b;c${end}1;"x${end}y";3${end}${end}4;5;6${last}`);
      expect(rows).toEqual([
        { row: 1, cells: ['a', 'b', 'c'] },
        { row: 2, cells: ['1', `x${end}y`, '3'] },
        { row: 4, cells: ['4', '5', '6'] },
      ]);
    }
  });

  test('may change its line ends on the way', async () => {
    expect((await read('a;b;c\r\n1;2;3\r4;5;6\n7;8;9')).length).toBe(4);
  });

  test('counts blank lines and rows of empty cells, and leaves them out', async () => {
    const rows = await read('\r\na;b;c\r\n;;\r\n  \r\n1;2;3\r\n\r\n');
    expect(rows.map(({ row }) => row)).toEqual([2, 5]);
  });

  test('may end with the mark that DOS put there, which is no row', async () => {
    expect((await read('a;b;c\r\n1;2;3\r\n\x1a')).map(({ row }) => row)).toEqual([1, 2]);
    expect(cellsOf(await read('a;b;c\n1;2;3\x1a', 3))[1]).toEqual(['1', '2', '3']);
  });

  test('may name its separator in a line that is no row', async () => {
    expect(await read('sep=,\r\na;b,c;d,e\r\n')).toEqual([{ row: 1, cells: ['a;b', 'c;d', 'e'] }]);
  });

  test('keeps blanks in cells, and passes over those between a closing quote and a separator', async () => {
    expect(cellsOf(await read('a;b;c\n 1 ;"2"  ;3 "x"\n'))[1]).toEqual([' 1 ', '2', '3 "x"']);
  });

  test('may have blanks before its quotes, if these enclose the cell', async () => {
    const read_ = await read(
      ['a, b, c', '"1", "x, ""y""" ,  "z"', ' "2", "x" y, "z', '3, "4, 5", 6'].join('\n'),
    );
    expect(cellsOf(read_.slice(1))).toEqual([
      ['1', 'x, "y"', 'z'],
      ['2', ' "x" y', ' "z'],
      ['3', '4, 5', ' 6'],
    ]);
    expect(faultsOf(read_).filter(Boolean)).toEqual([]);
  });

  test('is the same however its bytes come', async () => {
    const content = `Numéro;"Nom; prénom";Durée\r\n1;"d’Été ""x""\r\n€";3\r\n${'4;5;6\r\n'.repeat(20)}7;"é;8\r\n9;a;b`;
    const whole = await read(content, 1e6);
    for (const chunkBytes of [1, 2, 3, 7]) expect(await read(content, chunkBytes)).toEqual(whole);
    expect(whole).toHaveLength(24);
    expect(whole[1]!.cells).toEqual(['1', 'd’Été "x"\r\n€', '3']);
    expect(whole[22]).toEqual({ row: 23, cells: ['7', '"é', '8'], fault: 'wrong_quote' });
  });

  test('goes on in the next block in the middle of a quoted cell, a character or a line end', async () => {
    const line = '1;"deux\r\nlignes";trois é\r\n';
    const content = `a;b;c\r\n${line.repeat(40_000)}`;
    const rows = await read(content, 300_000);
    expect(rows).toHaveLength(40_001);
    expect(new Set(rows.slice(1).map(({ cells }) => cells.join('|')))).toEqual(
      new Set(['1|deux\r\nlignes|trois é']),
    );
    expect(rows.at(-1)!.row).toBe(40_001);
  });

  test('without any row is refused', async () => {
    await expect(read('')).rejects.toMatchObject({ code: 'empty_file' });
  });

  test('tells how far it has come', async () => {
    const told: number[] = [];
    const bytes = Buffer.from(`a;b;c\n${'1;2;3\n'.repeat(200_000)}`);
    await allRows(readCsv(inChunks(bytes), { onProgress: (read) => told.push(read) }));
    expect(told.at(-1)).toBe(bytes.length);
    expect(told.length).toBeGreaterThan(4);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  test('whose source fails fails as its source did, and one that is left closes its source', async () => {
    const failing = async function* () {
      yield Buffer.from('a;b;c\n'.repeat(100_000));
      throw new Error('connection lost');
    };
    await expect(allRows(readCsv(failing()))).rejects.toThrow('connection lost');
    let isClosed = false;
    const endless = async function* () {
      try {
        for (;;) yield Buffer.from('a;b;c\n'.repeat(100_000));
      } finally {
        isClosed = true;
      }
    };
    for await (const _ of readCsv(endless())) break;
    expect(isClosed).toBe(true);
  });
});

describe('an encoding', () => {
  const text = 'Numéro;Durée;Prénom\r\n1;2 €;Zoë’s\r\n';
  const expected = [
    ['Numéro', 'Durée', 'Prénom'],
    ['1', '2 €', 'Zoë’s'],
  ];
  const utf16 = (bigEndian: boolean, mark: string): Uint8Array => {
    const bytes = Buffer.from(mark + text, 'utf16le');
    return bigEndian ? bytes.swap16() : bytes;
  };
  const windows = Buffer.from(text.replace('€', '\x80').replace('’', '\x92'), 'latin1');

  test.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['Windows-1252', windows],
    ['UTF-16 LE', utf16(false, '\ufeff')],
    ['UTF-16 BE', utf16(true, '\ufeff')],
    ['UTF-16 LE without a mark', utf16(false, '')],
    ['UTF-16 BE without a mark', utf16(true, '')],
  ])('%s is known', async (_, bytes) => {
    for (const chunkBytes of [1, 5, 1000]) {
      const rows = await read(bytes, chunkBytes);
      expect(cellsOf(rows)).toEqual(expected);
      expect(faultsOf(rows)).toEqual([undefined, undefined]);
    }
  });

  test('is decided where letters beyond ASCII come up, however late', async () => {
    const plain = `${rows(1, 100_000).join('\n')}\n`;
    for (const encoding of ['latin1', 'utf8'] as const) {
      const read_ = await read(Buffer.from(`${plain}a;é;c;d;e\nf;è;h;i;j`, encoding));
      expect(read_.slice(-2)).toEqual([
        { row: 100_001, cells: ['a', 'é', 'c', 'd', 'e'] },
        { row: 100_002, cells: ['f', 'è', 'h', 'i', 'j'] },
      ]);
    }
  });

  test('a lone bad byte in UTF-8 costs its row only, even before any good letter', async () => {
    const bad = Buffer.concat([
      Buffer.from('id;nom;mode\r\n1;Andr'),
      Buffer.from([0xe9]),
      Buffer.from(`;SF\r\n2;Zoé;SF\r\n${'3;Hélène;RF\r\n'.repeat(50)}4;cut `),
      Buffer.from([0xc3]),
      Buffer.from('\r\n5;é;SF'),
    ]);
    const read_ = await read(bad);
    expect(read_[1]).toEqual({ row: 2, cells: ['1', 'André', 'SF'], fault: 'bad_encoding' });
    expect(read_[2]).toEqual({ row: 3, cells: ['2', 'Zoé', 'SF'] });
    expect(read_.filter(({ fault }) => fault).map(({ row }) => row)).toEqual([2, 54]);
    expect(read_.at(-1)).toEqual({ row: 55, cells: ['5', 'é', 'SF'] });
  });

  test('a bad byte far before the first good letters is damage still', async () => {
    const content = Buffer.concat([
      Buffer.from('id;nom;mode\n1;'),
      Buffer.from([0xff]),
      Buffer.from(`;SF\n${'2;abc;SF\n'.repeat(100_000)}3;é;SF\n4;è;RF`),
    ]);
    const read_ = await read(content);
    expect(read_.filter(({ fault }) => fault)).toHaveLength(1);
    expect(read_.at(-1)!.cells).toEqual(['4', 'è', 'RF']);
  });

  test('a file in Latin-1 has no bad bytes', async () => {
    const read_ = await read(Buffer.from('é;à;ç\nÉ»;Ã©;x\n\xff;\xfe;\x81', 'latin1'));
    expect(faultsOf(read_)).toEqual([undefined, undefined, undefined]);
    expect(read_[1]!.cells).toEqual(['É»', 'Ã©', 'x']);
  });

  test('half a character in UTF-16 costs its row', async () => {
    const bytes = Buffer.concat([
      Buffer.from('\ufeffa;b;c\n1;\ud800;é\n2;😀;3\n4;5;6', 'utf16le'),
      Buffer.from([0x37]),
    ]);
    expect(await read(bytes, 3)).toEqual([
      { row: 1, cells: ['a', 'b', 'c'] },
      { row: 2, cells: ['1', '\ufffd', 'é'], fault: 'bad_encoding' },
      { row: 3, cells: ['2', '😀', '3'] },
      { row: 4, cells: ['4', '5', '6\ufffd'], fault: 'bad_encoding' },
    ]);
  });
});

describe('a wrong quote', () => {
  const around = (...lines: string[]): string =>
    ['Fax ID;Nom;Mode;Numéro;Pages', ...rows(1, 3), ...lines, ...rows(4, 300)].join('\r\n');

  test.each<[string, string[], (readonly string[])[]]>([
    ['that never closes', ['9;"Jean;SF;01;2'], [['9', '"Jean', 'SF', '01', '2']]],
    ['that opens the row', ['"9;Jean;SF;01;2'], [['"9', 'Jean', 'SF', '01', '2']]],
    ['that ends the row', ['9;Jean;SF;01;"2'], [['9', 'Jean', 'SF', '01', '"2']]],
    ['with text behind it', ['9;"Jean" Paul;SF;01;2'], [['9', '"Jean" Paul', 'SF', '01', '2']]],
    ['before a good one', ['9;"Jean;"SF";01;2'], [['9', '"Jean', 'SF', '01', '2']]],
    [
      'that a later row in the same column closes',
      ['9;"Jean;SF;01;2', row(8), '7;Paul";SF;01;2'],
      [
        ['9', '"Jean', 'SF', '01', '2'],
        ['8', 'Jean', 'SF', '0123456789', '8'],
        ['7', 'Paul"', 'SF', '01', '2'],
      ],
    ],
    [
      'that the very next row closes in the same column',
      ['9;"Jean;SF;01;2', '7;Paul";SF;01;2'],
      [
        ['9', '"Jean', 'SF', '01', '2'],
        ['7', 'Paul"', 'SF', '01', '2'],
      ],
    ],
  ])('%s costs its row only', async (_, lines, expected) => {
    const read_ = await read(around(...lines));
    expect(read_).toHaveLength(304 + lines.length);
    expect(read_[4]).toEqual({ row: 5, cells: expected[0], fault: 'wrong_quote' });
    expect(cellsOf(read_.slice(4, 4 + lines.length))).toEqual(expected);
    expect(faultsOf(read_).filter(Boolean)).toHaveLength(1);
    expect(read_.at(-1)!.cells[0]).toBe('303');
  });

  test('in every row costs every row, and time as for sound ones', async () => {
    const startedAt = performance.now();
    const read_ = await read(`a;b;c\n${'"a""b;1;2\n'.repeat(60_000)}`);
    expect(read_).toHaveLength(60_001);
    expect(faultsOf(read_).filter(Boolean)).toHaveLength(60_000);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  test('in the headings costs the headings only', async () => {
    const read_ = await read(['"Fax ID;Nom;Mode', '1;a;SF', '2;b";SF', '3;c;SF'].join('\n'));
    expect(read_[0]).toEqual({ row: 1, cells: ['"Fax ID', 'Nom', 'Mode'], fault: 'wrong_quote' });
    expect(cellsOf(read_.slice(1))).toEqual([
      ['1', 'a', 'SF'],
      ['2', 'b"', 'SF'],
      ['3', 'c', 'SF'],
    ]);
  });

  test('at the very end costs the last row', async () => {
    expect((await read('a;b;c\n1;2;3\n4;5;"6')).at(-1)).toEqual({
      row: 3,
      cells: ['4', '5', '"6'],
      fault: 'wrong_quote',
    });
  });

  test('does not lie in headings or cells over several lines', async () => {
    const read_ = await read(
      'Nom;Mode;"Nombre de\npages\nréel";X\n1;"a\nb";"c\nd";4\n"x\n\ny";2;3;"z\n"\n5;6;7;8',
    );
    expect(faultsOf(read_)).toEqual([undefined, undefined, undefined, undefined]);
    expect(read_[0]!.cells[2]).toBe('Nombre de\npages\nréel');
    expect(read_[2]!.cells).toEqual(['x\n\ny', '2', '3', 'z\n']);
    expect(read_.map(({ row }) => row)).toEqual([1, 2, 3, 4]);
  });

  test('does not lie in a cell whose second line has as many separators as a row', async () => {
    const read_ = await read('a;b;c;d\n1;2;3;4\n5;"x;y\n;z";7;8\n"x;y\n;z";5;6;7\n9;10;11;12');
    expect(faultsOf(read_).filter(Boolean)).toEqual([]);
    expect(cellsOf(read_.slice(2))).toEqual([
      ['5', 'x;y\n;z', '7', '8'],
      ['x;y\n;z', '5', '6', '7'],
      ['9', '10', '11', '12'],
    ]);
  });

  test('is what a cell over very many lines is taken for', async () => {
    const cell = (lines: number): string => `"${'x\n'.repeat(lines)}"`;
    const sound = await read(`a;b;c\n1;${cell(QUOTED_LINES_LIMIT - 1)};3\n4;5;6`);
    expect(sound).toHaveLength(3);
    const long = await read(`a;b;c\n1;${cell(QUOTED_LINES_LIMIT)};3\n4;5;6`);
    expect(long[1]).toEqual({ row: 2, cells: ['1', '"x'], fault: 'wrong_quote' });
    expect(long.at(-1)!.cells).toEqual(['4', '5', '6']);
  });
});

describe('rubbish', () => {
  test('zeros in a row cost that row', async () => {
    const read_ = await read('a;b;c\n1;2\0\0;3\n4;5;6\n\0\0\0\0\n7;8;9\n\0\0');
    expect(read_).toEqual([
      { row: 1, cells: ['a', 'b', 'c'] },
      { row: 2, cells: ['1', '2', '3'], fault: 'bad_encoding' },
      { row: 3, cells: ['4', '5', '6'] },
      { row: 4, cells: [''], fault: 'bad_encoding' },
      { row: 5, cells: ['7', '8', '9'] },
    ]);
  });

  test('a line longer than any row is cut and costs that row', async () => {
    const long = 'x;'.repeat(LINE_LIMIT_BYTES);
    for (const end of ['\n', '\r\n', '\r']) {
      const read_ = await read(`a;b;c${end}${long}${end}4;5;6${end}`, 100_003);
      expect(read_).toHaveLength(3);
      expect(read_[1]).toMatchObject({ row: 2, fault: 'bad_encoding' });
      expect(read_[1]!.cells.join(';').length).toBeLessThan(5000);
      expect(read_[2]).toEqual({ row: 3, cells: ['4', '5', '6'] });
    }
  });

  test('a file without line breaks is refused, however long, and held at no time', async () => {
    let given = 0;
    const endless = async function* () {
      const chunk = Buffer.alloc(65_536, 'x;');
      for (; given < 1600; given++) yield chunk;
    };
    await expect(allRows(readCsv(endless()))).rejects.toMatchObject({
      code: 'unreadable_file',
      details: { reason: 'line_too_long', limit_bytes: LINE_LIMIT_BYTES },
    });
    expect(given).toBeLessThan(40);
  });

  test('a row with a million separators has no more cells than a log', async () => {
    const read_ = await read(`a;b;c\n${';'.repeat(1_000_000)}x\n"${'"";"'.repeat(100_000)}"\n4;5;6`);
    expect(Math.max(...read_.map(({ cells }) => cells.length))).toBeLessThanOrEqual(1024);
    expect(read_.at(-1)!.cells).toEqual(['4', '5', '6']);
  });
});

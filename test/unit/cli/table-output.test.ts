import { describe, expect, test } from 'vitest';
import { factsText, jsonText, outputStyle, tableText } from '../../../cli/table-output.ts';

const terminal = (terminalWidth = 80) => ({ terminalWidth, colour: false });
const PIPE = { terminalWidth: undefined, colour: false };

describe('a table on a terminal', () => {
  test('aligns words left and numbers right, grouped', () => {
    const text = tableText(
      ['mode', 'entries', { heading: 'rate', right: true }],
      [
        ['SF', 45_000, '94.52 %'],
        ['OTHER', 7, '0 %'],
      ],
      terminal(),
    );
    expect(text).toBe('mode   entries     rate\nSF      45,000  94.52 %\nOTHER        7      0 %\n');
  });

  test('is cut to the width of the terminal, the widest column first', () => {
    const text = tableText(['id', 'file'], [['import_1', 'a'.repeat(100)]], terminal(30));
    expect(text).toBe(`id        file\nimport_1  ${'a'.repeat(19)}…\n`);
    for (const line of text.split('\n')) expect([...line].length).toBeLessThanOrEqual(30);
  });

  test('cuts neither what is asked for whole nor numbers, however narrow the terminal', () => {
    const text = tableText(
      [{ heading: 'report', whole: true }, 'file', 'faxes'],
      [['import_5422d11067d725be6b1dd12f', 'journal-2024-01.csv', 123_456_789]],
      terminal(40),
    );
    expect(text.split('\n')[1]).toBe('import_5422d11067d725be6b1dd12f  journal…  123,456,789');
  });

  test('keeps columns readable where even that cannot fit', () => {
    const text = tableText(['a', 'b', 'c'], [['x'.repeat(20), 'y'.repeat(20), 'z'.repeat(20)]], terminal(10));
    expect(text.split('\n')[1]).toBe('xxxxxxx…  yyyyyyy…  zzzzzzz…');
  });

  test('counts letters with accents once and wide ones twice', () => {
    const text = tableText(
      ['nom', 'n'],
      [
        ['Zoé', 1],
        ['漢字', 2],
      ],
      terminal(),
    );
    expect(text).toBe('nom   n\nZoé   1\n漢字  2\n');
  });

  test('shows a dash for what is not known', () => {
    expect(
      tableText(
        ['cpu', 'n'],
        [
          [null, 1],
          [undefined, null],
        ],
        terminal(),
      ),
    ).toBe('cpu  n\n–    1\n–    –\n');
  });

  test('lets no name steer the terminal or break the line', () => {
    const text = tableText(['file'], [['a\x1b[31m\nb\u202ec\td']], terminal());
    expect(text).toBe('file\na [31m b c d\n');
  });

  test('has a bold heading only where colour is allowed', () => {
    expect(tableText(['a'], [], { terminalWidth: 80, colour: true })).toBe('\x1b[1ma\x1b[22m\n');
    expect(outputStyle({ isTTY: true, columns: 120 }, {})).toEqual({ terminalWidth: 120, colour: true });
    expect(outputStyle({ isTTY: true, columns: 120 }, { NO_COLOR: '1' }).colour).toBe(false);
    expect(outputStyle({ columns: 120 }, {})).toEqual(PIPE);
  });
});

describe('a table in a pipe', () => {
  test('is a line per row, cells whole and parted by tabs, numbers plain', () => {
    const file = 'a'.repeat(100);
    expect(tableText(['id', 'file', 'n', 'x'], [['import_1', `${file}\tb`, 89_929, null]], PIPE)).toBe(
      `id\tfile\tn\tx\nimport_1\t${file} b\t89929\t\n`,
    );
  });
});

test('facts line up on a terminal and are parted by a tab elsewhere', () => {
  const facts = [
    ['Reports', 3],
    ['Memory in use', '256.5 MB'],
  ] as const;
  expect(factsText(facts, terminal())).toBe('Reports        3\nMemory in use  256.5 MB\n');
  expect(factsText(facts, PIPE)).toBe('Reports\t3\nMemory in use\t256.5 MB\n');
});

test('JSON is one document: on one line in a pipe, indented on a terminal', () => {
  expect(jsonText({ a: [1] }, PIPE)).toBe('{"a":[1]}\n');
  expect(JSON.parse(jsonText({ a: [1] }, terminal()))).toEqual({ a: [1] });
});

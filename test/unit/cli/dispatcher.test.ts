import { describe, expect, test } from 'vitest';
import type { Command, CommandInput } from '../../../cli/command.ts';
import { dispatch, type Program } from '../../../cli/dispatcher.ts';

const ran: { name: string; input: CommandInput }[] = [];

function command(name: string, usage: string, maximumArguments = 1): Command {
  return {
    usage,
    summary: `what ${name} does`,
    help: `More about ${name}.`,
    options: { json: { type: 'boolean', default: false }, page: { type: 'string' } },
    maximumArguments,
    async run(input) {
      ran.push({ name, input });
      return 3;
    },
  };
}

const PROGRAM: Program = {
  name: 'bordereau',
  version: '1.2.3',
  description: 'Reads.',
  commands: {
    extract: async () => command('extract', 'extract FILE…'),
    'reports list': async () => command('list', 'reports list [--json]', 0),
    'reports import': async () => command('import', 'reports import FILE'),
  },
};

async function run(...words: string[]) {
  ran.length = 0;
  let text = '';
  const status = await dispatch(PROGRAM, words, (more) => {
    text += more;
  });
  return { status, text, ran: [...ran] };
}

const failure = (...words: string[]) =>
  run(...words).then(
    () => 'no failure',
    (error: Error) => error.message,
  );

describe('commands', () => {
  test('are named by one word or by two, and take options and arguments in any order', async () => {
    expect(await run('extract', 'a.pdf')).toMatchObject({ status: 3, ran: [{ name: 'extract' }] });
    expect(await run('reports', 'import', '--page', '2', 'log.csv', '--json')).toEqual({
      status: 3,
      text: '',
      ran: [{ name: 'import', input: { positionals: ['log.csv'], options: { json: true, page: '2' } } }],
    });
  });

  test('that do not exist are told, with those that do', async () => {
    expect(await failure('nonsense')).toBe('there is no command "nonsense"; bordereau --help lists them');
    expect(await failure('reports', 'nonsense')).toBe(
      'there is no command "reports nonsense"; after reports comes one of list, import',
    );
    expect(await failure('reports')).toBe('name what reports is to do: list, import');
    expect(await failure('reports', '--json')).toBe('name what reports is to do: list, import');
    expect(await failure('constructor')).toContain('there is no command');
    expect(await failure('reports list')).not.toBe('no failure');
  });

  test('refuse options and arguments that they do not take, with their usage', async () => {
    expect(await failure('reports', 'list', '--nonsense')).toMatch(
      /^Unknown option '--nonsense'\nusage: bordereau reports list \[--json\]$/,
    );
    expect(await failure('reports', 'list', 'more')).toBe(
      'unexpected "more"\nusage: bordereau reports list [--json]',
    );
    expect(await failure('--json', 'reports', 'list')).toMatch(/^options come after the command/);
  });
});

describe('help', () => {
  test('lists every command, of a group only its own, and of one command all', async () => {
    for (const words of [[], ['--help'], ['help'], ['-h']]) {
      const { status, text } = await run(...words);
      expect(status).toBe(0);
      expect(text).toContain('bordereau 1.2.3 — Reads.');
      for (const usage of ['extract FILE…', 'reports list ', 'reports import FILE'])
        expect(text).toContain(usage);
    }
    for (const words of [
      ['reports', '--help'],
      ['reports', '-h'],
      ['reports', 'help'],
      ['help', 'reports'],
    ]) {
      const { text } = await run(...words);
      expect(text).toContain('usage: bordereau reports COMMAND');
      expect(text).toContain('reports import FILE');
      expect(text).not.toContain('extract');
    }
    for (const words of [
      ['reports', 'list', '--help'],
      ['help', 'reports', 'list'],
    ]) {
      expect(await run(...words)).toEqual({
        status: 0,
        text: 'usage: bordereau reports list [--json]\n\nMore about list.\n',
        ran: [],
      });
    }
  });

  test('tells the version', async () => {
    expect((await run('--version')).text).toBe('1.2.3\n');
  });
});

/** `bordereau reports compare`: what changed from one fax log to another. */
import type { AnswerOf } from '../../client/client.ts';
import { FAX_ERROR_LABELS } from '../../shared/domain/fax-log/fax-record.ts';
import { type Command, CommandError } from '../command.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS, connect, orMissing } from '../connection.ts';
import { percentage } from '../numbers-in-words.ts';
import {
  type Cell,
  factsText,
  JSON_HELP,
  JSON_OPTION,
  outputStyle,
  printResult,
  tableText,
  titleText,
} from '../table-output.ts';

type Comparison = AnswerOf<'faxLogs.compare'>['body'];
type Change = Comparison['totals']['entries'];

function cellsOf(name: string, { before, after, difference, percent }: Change): Cell[] {
  return [name, before, after, difference, percentage(percent)];
}

function nameFacts(what: string, { counts }: Comparison['users']): [string, Cell][] {
  return [
    [`${what} that appeared`, counts.appeared],
    [`${what} that are gone`, counts.gone],
    [`${what} with other figures`, counts.changed],
  ];
}

function comparisonText(of: Comparison): string {
  const { totals, success_rate: rate, by_mode, errors, numbers } = of;
  const onTerminal = outputStyle().terminalWidth !== undefined;
  const rows: Cell[][] = [
    cellsOf('faxes', totals.entries),
    cellsOf('valid', totals.valid_entries),
    cellsOf('invalid', totals.error_entries),
    cellsOf('pages', totals.pages),
    cellsOf('billed pages', totals.billed_pages),
    cellsOf('repeated faxes', totals.duplicate_entries),
    ['success rate, %', rate.before, rate.after, rate.difference, null],
    ...(['SF', 'RF', 'OTHER'] as const).map((mode) => cellsOf(`mode ${mode}`, by_mode[mode].entries)),
    ...Object.entries(errors)
      .filter(([, { before, after }]) => before > 0 || after > 0)
      .map(([code, change]) => cellsOf(FAX_ERROR_LABELS[code as keyof typeof FAX_ERROR_LABELS], change)),
  ];
  const table = tableText(
    ['figure', 'before', 'after', 'difference', { heading: 'change', right: true }],
    rows,
  );
  const facts = factsText([
    ...nameFacts('Users', of.users),
    ...nameFacts('Resellers', of.resellers),
    ['Numbers only called before', numbers.counts.only_left],
    ['Numbers only called after', numbers.counts.only_right],
    ['Numbers called in both', numbers.counts.both],
  ]);
  return `${onTerminal ? titleText(`${of.left} → ${of.right}`) : ''}${table}\n${facts}`;
}

export const reportsCompareCommand: Command = {
  usage: 'reports compare BEFORE AFTER [--top N] [--json]',
  summary: 'show what changed from one fax log to another',
  help: `BEFORE and AFTER are ids of reports. Prints totals, modes and errors side by side, and how many users, resellers and
called numbers are only in one of them; --json names them.

  --top N           most names of each kind with --json, up to 100 (20)
${JSON_HELP}
${CONNECTION_HELP}`,
  options: { ...CONNECTION_OPTIONS, ...JSON_OPTION, top: { type: 'string', default: '20' } },
  maximumArguments: 2,
  async run({ positionals: [left, right], options }) {
    if (!left || !right) throw new CommandError('name two reports: bordereau reports compare BEFORE AFTER');
    const { client } = await connect(options);
    const { body } = await orMissing(
      client.call('faxLogs.compare', { query: { left, right, top: String(options.top) } }),
      `report ${left} or ${right}`,
    );
    await printResult(options, body, () => comparisonText(body));
    return 0;
  },
};

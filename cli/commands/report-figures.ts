/** `bordereau entries stats` and `bordereau errors`: what a fax log holds, in figures. */
import type { AnswerOf } from '../../client/client.ts';
import { type Command, CommandError } from '../command.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS, connect, orMissing } from '../connection.ts';
import { percentage } from '../numbers-in-words.ts';
import { factsText, JSON_HELP, JSON_OPTION, printResult, tableText, titleText } from '../table-output.ts';

type Analytics = AnswerOf<'faxLogs.analytics'>['body'];

/** Of all, in per cent. */
function share(part: number, whole: number): string | null {
  return percentage(whole === 0 ? null : (100 * part) / whole);
}

function statisticsText(figures: Analytics): string {
  const { summary, breakdown, pages, busiest_hours, duplicates, billing } = figures;
  const total = summary.total_entries;
  const validation = factsText([
    ['Faxes', total],
    ['Valid', summary.valid_entries],
    ['Invalid', summary.error_entries],
    ['Success rate', percentage(summary.success_rate)],
    ['Pages', pages.total],
    ['Pages per fax', pages.average],
    ['Repeated faxes', duplicates.entries],
    ['Billed pages less real ones', billing.difference_pages],
  ]);
  const modes = tableText(
    ['mode', 'faxes', { heading: 'share', right: true }, 'pages'],
    (['SF', 'RF', 'OTHER'] as const).map((mode) => [
      mode,
      breakdown.by_mode[mode],
      share(breakdown.by_mode[mode], total),
      pages.by_mode[mode],
    ]),
  );
  const users = tableText(
    ['user', 'faxes', { heading: 'share', right: true }, 'pages'],
    breakdown.by_user.map((of) => [of.user || '(none)', of.entries, share(of.entries, total), of.pages]),
  );
  const hours = tableText(
    ['hour', 'faxes', { heading: 'share', right: true }, 'pages'],
    busiest_hours
      .slice(0, 5)
      .map((of) => [
        `${String(of.hour).padStart(2, '0')}:00`,
        of.entries,
        share(of.entries, total),
        of.pages,
      ]),
  );
  return [
    titleText(`Validation of ${figures.report_id}`),
    validation,
    '\n',
    titleText('By mode'),
    modes,
    '\n',
    titleText(`By user, ${breakdown.by_user.length} of ${breakdown.users}`),
    users,
    '\n',
    titleText('Busiest hours'),
    hours,
  ].join('');
}

export const entriesStatsCommand: Command = {
  usage: 'entries stats ID [--top N] [--json]',
  summary: "show a fax log's figures: validation, modes, users, hours",
  help: `Prints how many faxes of the report are valid, and its figures by mode, user and hour.

  --top N           most users shown (10)
${JSON_HELP}
${CONNECTION_HELP}`,
  options: { ...CONNECTION_OPTIONS, ...JSON_OPTION, top: { type: 'string', default: '10' } },
  maximumArguments: 1,
  async run({ positionals: [id], options }) {
    if (!id) throw new CommandError('name a report: bordereau entries stats ID');
    const { client } = await connect(options);
    const { body } = await orMissing(
      client.call('faxLogs.analytics', { params: { report_id: id }, query: { top: String(options.top) } }),
      `report ${id}`,
    );
    await printResult(options, body, () => statisticsText(body));
    return 0;
  },
};

export const errorsCommand: Command = {
  usage: 'errors ID [--json]',
  summary: 'count what is wrong in a fax log',
  help: `Prints how often each error occurs in the report. A row may have several, so that errors are more than
invalid rows; bordereau search ID --status invalid shows those.

${JSON_HELP}
${CONNECTION_HELP}`,
  options: { ...CONNECTION_OPTIONS, ...JSON_OPTION },
  maximumArguments: 1,
  async run({ positionals: [id], options }) {
    if (!id) throw new CommandError('name a report: bordereau errors ID');
    const { client } = await connect(options);
    const { body } = await orMissing(
      client.call('faxLogs.errors', { params: { report_id: id } }),
      `report ${id}`,
    );
    await printResult(options, body, () =>
      tableText(
        ['error', 'count', { heading: 'share', right: true }],
        Object.entries(body.error_breakdown)
          .sort(([, a], [, b]) => b - a)
          .map(([label, count]) => [label, count, share(count, body.total_errors)]),
      ),
    );
    // Beside the table, which programs read line by line.
    for (const { rows, message } of options.json === true ? [] : body.hints)
      process.stderr.write(`bordereau: ${rows.toLocaleString('en-US')} rows: ${message}\n`);
    return 0;
  },
};

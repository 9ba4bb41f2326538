/** `bordereau reports list | delete`: the fax logs that were imported. */
import { type Command, CommandError } from '../command.ts';
import { confirm } from '../confirmation.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS, connect, orMissing } from '../connection.ts';
import { type ReportAnswer, reportTable } from '../report-tables.ts';
import { JSON_HELP, JSON_OPTION, printResult } from '../table-output.ts';

/** As many as one request gives. */
const PAGE = 100;

export const reportsListCommand: Command = {
  usage: 'reports list [--limit N] [--json]',
  summary: 'list imported fax logs, the latest first',
  help: `Prints each report's id, file, time of import, faxes, how many are valid and its pages.

  --limit N         most reports (50)
${JSON_HELP}
${CONNECTION_HELP}`,
  options: { ...CONNECTION_OPTIONS, ...JSON_OPTION, limit: { type: 'string', default: '50' } },
  maximumArguments: 0,
  async run({ options }) {
    const limit = Number(options.limit);
    if (!Number.isInteger(limit) || limit < 1) throw new CommandError('--limit is a number above 0');
    const { client } = await connect(options);
    const { body: first } = await client.call('faxLogs.reports', { query: { limit: Math.min(limit, PAGE) } });
    const reports = [...first.reports];
    let { next } = first;
    while (next !== null && reports.length < limit) {
      const { body: more } = await client.call('faxLogs.reports', {
        query: { limit: Math.min(limit - reports.length, PAGE), after: next },
      });
      reports.push(...more.reports);
      next = more.next;
    }
    await printResult(options, { ...first, reports, next }, () =>
      reports.length > 0 ? reportTable(reports) : emptyHint(),
    );
    return 0;
  },
};

/** A first step for people; nothing at all for programs. */
function emptyHint(): string {
  return process.stdout.isTTY ? 'No fax log yet: bordereau reports import FILE\n' : reportTable([]);
}

export const reportsDeleteCommand: Command = {
  usage: 'reports delete ID [--yes] [--json]',
  summary: 'delete a fax log with all its rows, for good',
  help: `Deletes rows, figures, exports and the original file; asks before. The same file can be imported anew.

  --yes             do not ask
${JSON_HELP}
${CONNECTION_HELP}`,
  options: { ...CONNECTION_OPTIONS, ...JSON_OPTION, yes: { type: 'boolean', default: false } },
  maximumArguments: 1,
  async run({ positionals: [id], options }) {
    if (!id) throw new CommandError('name a report: bordereau reports delete ID');
    const { client } = await connect(options);
    const report: ReportAnswer = (
      await orMissing(client.call('faxLogs.report', { params: { report_id: id } }), `report ${id}`)
    ).body;
    const rows = report.summary.total_entries.toLocaleString('en-US');
    await confirm(`Delete ${id} (${report.document_name}, ${rows} faxes) for good?`, options.yes === true);
    await orMissing(client.call('faxLogs.removeReport', { params: { report_id: id } }), `report ${id}`);
    await printResult(options, { report_id: id, deleted: true }, () => `Deleted ${id}.\n`);
    return 0;
  },
};

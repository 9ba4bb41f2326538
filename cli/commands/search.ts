/** `bordereau search`: rows of one fax log, or of all, by number, Fax ID, mode and validity. */
import type { AnswerOf, Client } from '../../client/client.ts';
import { type Command, CommandError, type CommandInput } from '../command.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS, connect, orMissing } from '../connection.ts';
import { type Cell, type Column, JSON_HELP, JSON_OPTION, printResult, tableText } from '../table-output.ts';

type Found = AnswerOf<'faxLogs.search'>['body'];
type FoundInAll = AnswerOf<'faxLogs.searchAll'>['body'];
type FaxRow = Found['results'][number];

const COLUMNS: readonly Column[] = ['row', 'date', 'fax id', 'mode', 'number', 'pages', 'user', 'errors'];

function cellsOf(row: FaxRow): Cell[] {
  return [
    row.row,
    row.date_heure?.replace('T', ' ') ?? row.date_heure_originale,
    row.fax_id,
    row.mode,
    row.numero_normalise ?? row.numero_original,
    row.pages,
    row.utilisateur,
    row.erreurs.join(', '),
  ];
}

/** Which part of how much is shown; only people read it. */
function placeText(text: string): string {
  return process.stdout.isTTY ? `${text}\n` : '';
}

function textOption(options: CommandInput['options'], name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

async function searchOne(
  client: Client,
  id: string,
  query: string | undefined,
  options: CommandInput['options'],
) {
  const filters = {
    q: query,
    mode: textOption(options, 'mode'),
    status: textOption(options, 'status'),
    page: textOption(options, 'page'),
    per_page: textOption(options, 'per-page'),
  };
  const { body } = await orMissing(
    // The API judges what was given, and says what is wrong with it.
    client.call('faxLogs.search', { params: { report_id: id }, query: filters as never }),
    `report ${id}`,
  );
  await printResult(options, body, () => {
    const { results, total, page, pages } = body;
    if (total === 0) return placeText('Nothing was found.') || tableText(COLUMNS, []);
    const count = total.toLocaleString('en-US');
    return (
      tableText(COLUMNS, results.map(cellsOf)) + placeText(`\npage ${page} of ${pages}, ${count} in all`)
    );
  });
}

/** One request looks through a bounded number of rows: goes on until a page is full or everything was looked through. */
async function searchAll(client: Client, query: string, options: CommandInput['options']) {
  const wanted = Number(textOption(options, 'per-page') ?? 50);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 500) {
    throw new CommandError('--per-page is a number from 1 to 500');
  }
  const all: FoundInAll = { results: [], next: null, searched: { reports: 0, entries: 0 } };
  do {
    const { body } = await client.call('faxLogs.searchAll', {
      query: {
        q: query,
        limit: wanted - all.results.length,
        ...(all.next !== null && { after: all.next }),
      },
    });
    all.results.push(...body.results);
    all.next = body.next;
    all.searched.reports += body.searched.reports;
    all.searched.entries += body.searched.entries;
  } while (all.next !== null && all.results.length < wanted);
  await printResult(options, all, () => {
    const columns: Column[] = [{ heading: 'report', whole: true }, ...COLUMNS];
    const { results, searched, next } = all;
    const rows = searched.entries.toLocaleString('en-US');
    const place = `looked through ${rows} rows of ${searched.reports} reports${next === null ? '' : '; there is more'}`;
    return (
      tableText(
        columns,
        results.map((row) => [row.report_id, ...cellsOf(row)]),
      ) + placeText(`\n${results.length} found; ${place}`)
    );
  });
}

export const searchCommand: Command = {
  usage: 'search ID [QUERY] [--mode SF|RF|OTHER] [--status valid|invalid] | search --all QUERY',
  summary: 'find rows of a fax log, or of all, by number or Fax ID',
  help: `QUERY is part of a called number, as in the file or normalised, or of a Fax ID. Newest rows come first.

  --all             look through every report instead of one
  --mode MODE       SF (sent), RF (received) or OTHER
  --status STATUS   valid or invalid
  --page N          which page of results (1)
  --per-page N      results a page, up to 500 (50)
${JSON_HELP}
${CONNECTION_HELP}`,
  options: {
    ...CONNECTION_OPTIONS,
    ...JSON_OPTION,
    all: { type: 'boolean', default: false },
    mode: { type: 'string' },
    status: { type: 'string' },
    page: { type: 'string' },
    'per-page': { type: 'string' },
  },
  maximumArguments: 2,
  async run({ positionals, options }) {
    if (options.all === true) {
      const [query, more] = positionals;
      if (!query || more !== undefined) {
        throw new CommandError('give one thing to look for: bordereau search --all QUERY');
      }
      for (const name of ['mode', 'status', 'page']) {
        if (options[name] !== undefined)
          throw new CommandError(`--${name} works within one report, not with --all`);
      }
      const { client } = await connect(options);
      await searchAll(client, query, options);
      return 0;
    }
    const [id, query] = positionals;
    if (!id) throw new CommandError('name a report: bordereau search ID [QUERY], or search --all QUERY');
    const { client } = await connect(options);
    await searchOne(client, id, query, options);
    return 0;
  },
};

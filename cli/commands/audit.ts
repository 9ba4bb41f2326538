/** `bordereau audit log` and `bordereau audit verify`: what was done, and whether the log of it is whole. */
import type { AnswerOf, Client, RequestOf } from '../../client/client.ts';
import { AUDIT_EVENT_TYPES } from '../../shared/domain/audit/audit-entry.ts';
import { type Command, CommandError, type CommandInput } from '../command.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS, connect } from '../connection.ts';
import { progressBar } from '../progress-bar.ts';
import { factsText, JSON_HELP, JSON_OPTION, printResult, tableText } from '../table-output.ts';

type Entry = AnswerOf<'audit.list'>['body']['entries'][number];
type Query = NonNullable<RequestOf<'audit.list'>['query']>;
type Verification = AnswerOf<'audit.verify'>['body'];

/** What the API gives in one answer. */
const PAGE = 500;
const MAXIMUM = 100_000;

function wantedEntries({ limit }: CommandInput['options']): number {
  const wanted = Number(limit);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > MAXIMUM) {
    throw new CommandError(`--limit is a whole number from 1 to ${MAXIMUM}`);
  }
  return wanted;
}

/** A day is its beginning; anything else is an instant, in this machine's time where it names no zone. */
function instant(name: string, given: unknown): string | undefined {
  if (given === undefined) return undefined;
  const time = new Date(String(given));
  if (Number.isNaN(time.getTime())) {
    throw new CommandError(`--${name} is a day or a time, such as 2026-03-03 or 2026-03-03T12:00:00Z`);
  }
  return time.toISOString();
}

function filterOf(options: CommandInput['options']): Query {
  const type = AUDIT_EVENT_TYPES.find((name) => name === options.type);
  if (options.type !== undefined && !type) {
    throw new CommandError(`--type is one of ${AUDIT_EVENT_TYPES.join(', ')}`);
  }
  return {
    event_type: type,
    user_id: typeof options.user === 'string' ? options.user : undefined,
    from: instant('from', options.from),
    to: instant('to', options.to),
  };
}

async function latest(client: Client, filter: Query, wanted: number): Promise<Entry[]> {
  const entries: Entry[] = [];
  let cursor: string | null | undefined;
  do {
    const limit = Math.min(PAGE, wanted - entries.length);
    const { body } = await client.call('audit.list', {
      query: { ...filter, limit, cursor: cursor ?? undefined },
    });
    entries.push(...body.entries);
    cursor = body.next_cursor;
  } while (cursor && entries.length < wanted);
  return entries;
}

/** `total_entries 89929, success_rate 94.52%`; nested ones as JSON. */
function detailsText(details: Entry['details']): string {
  return Object.entries(details)
    .filter(([name]) => name !== 'request_id')
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(', ');
}

export const auditLogCommand: Command = {
  usage: 'audit log [--limit N] [--type TYPE] [--user USER] [--from TIME] [--to TIME] [--json]',
  summary: 'show what was done, by whom and how it ended, latest first',
  help: `Prints entries of the audit log, latest first. Only administrators may read it.

  --limit N         how many (50)
  --type TYPE       only ${AUDIT_EVENT_TYPES.join(', ')}
  --user USER       only of this user, or key:<id>, or operator (restores), or system
  --from TIME       from this day or time on
  --to TIME         until before this day or time
${JSON_HELP}
${CONNECTION_HELP}`,
  options: {
    limit: { type: 'string', default: '50' },
    type: { type: 'string' },
    user: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    ...CONNECTION_OPTIONS,
    ...JSON_OPTION,
  },
  maximumArguments: 0,
  async run({ options }) {
    const wanted = wantedEntries(options);
    const filter = filterOf(options);
    const { client } = await connect(options);
    const entries = await latest(client, filter, wanted);
    await printResult(options, entries, () =>
      tableText(
        [{ heading: 'time', whole: true }, 'type', 'user', 'action', 'resource', 'status', 'details'],
        entries.map((entry) => [
          entry.timestamp,
          entry.event_type,
          entry.user_id,
          entry.action,
          entry.resource_id,
          entry.status,
          detailsText(entry.details),
        ]),
      ),
    );
    return 0;
  },
};

/** A long log takes several requests, each of which goes on where the one before came to. */
async function verified(client: Client, anchor: string | undefined): Promise<Verification> {
  let checked = 0;
  let gone = 0;
  let confirmed: Verification['anchor'] = null;
  let after: string | undefined;
  const bar = progressBar(1);
  for (;;) {
    const { body } = await client.call('audit.verify', { query: { anchor, after } });
    checked += body.checked;
    gone += body.gone;
    confirmed ??= body.anchor;
    if (body.complete) {
      bar.clear();
      return { ...body, checked, gone, anchor: confirmed };
    }
    if (body.reached === after) throw new CommandError('the log is not read in time; try again later');
    after = body.reached;
    bar.update(0, `${checked.toLocaleString('en-US')} entries checked`);
  }
}

export const auditVerifyCommand: Command = {
  usage: 'audit verify [--anchor SEQ:HASH] [--json]',
  summary: 'check that no entry of the audit log was changed, removed or put in',
  help: `Walks the chain of hashes that ties the entries together, and prints the first thing wrong, if any; the exit
status is 1 then. Entries older than the installation keeps them are gone and no finding.

Somebody who may write to the table could write the whole log anew, hashes included. Against that, note the end that
this prints (each append is also logged with it), and ask for it later:

  --anchor SEQ:HASH   an end noted earlier: was the log the same up to there?
${JSON_HELP}
${CONNECTION_HELP}`,
  options: { anchor: { type: 'string' }, ...CONNECTION_OPTIONS, ...JSON_OPTION },
  maximumArguments: 0,
  async run({ options }) {
    const anchor = typeof options.anchor === 'string' ? options.anchor : undefined;
    if (anchor !== undefined && !/^\d{1,15}:[0-9a-f]{64}$/.test(anchor)) {
      throw new CommandError('--anchor is SEQ:HASH, as audit verify prints it');
    }
    const { client } = await connect(options);
    const result = await verified(client, anchor);
    await printResult(options, result, () =>
      factsText([
        ['Log', result.intact ? 'intact' : 'broken'],
        ['Entries checked', result.checked],
        ['Gone by retention', result.gone],
        ...(result.finding
          ? ([
              ['First thing wrong', result.finding.kind],
              ['At entry', result.finding.seq],
              ['Problem', result.finding.problem],
            ] as const)
          : []),
        ...(result.anchor ? ([['Anchor', result.anchor.state]] as const) : []),
        ['End, to be noted', result.head],
      ]),
    );
    return result.intact ? 0 : 1;
  },
};

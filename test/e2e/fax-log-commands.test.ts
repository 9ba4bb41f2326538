import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bordereau } from '../support/command-line.ts';
import { eventually } from '../support/eventually.ts';
import { expectedFaxSummary, faxLogCsvFile, faxLogRows } from '../support/fax-log-generator.ts';
import { Installation } from '../support/installation.ts';

const LOG = { rows: 1200, seed: 5 };

/** Each test goes on from what the one before left, as a person at a terminal does. */
describe('bordereau on fax logs, beside a running installation', { timeout: 120_000 }, () => {
  let installation: Installation;
  let folder: string;
  let log: string;
  let reportId: string;
  const truth = expectedFaxSummary(LOG);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bordereau-fax-'));
    log = join(folder, 'journal-2024-01.csv');
    await writeFile(log, await faxLogCsvFile(LOG));
    installation = await Installation.start();
  });
  afterAll(async () => {
    await installation?.remove();
    await rm(folder, { recursive: true });
  });

  const run = (...args: string[]) => bordereau(args, { DATA_DIR: installation.dataDirectory });

  /** What a command prints with `--json`; fails when it says anything else. */
  async function json(...args: string[]) {
    const { status, stdout, stderr } = await run(...args, '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return JSON.parse(stdout);
  }

  test('import prints the report once it can be read', async () => {
    const report = await json('reports', 'import', log);
    expect(report).toMatchObject({
      report_id: expect.stringMatching(/^import_\w+$/),
      duplicate_of: null,
      document_name: 'journal-2024-01.csv',
      summary: {
        total_entries: truth.totalEntries,
        valid_entries: truth.validEntries,
        error_entries: truth.errorEntries,
      },
    });
    reportId = report.report_id;
    const again = await run('reports', 'import', log);
    expect(again).toMatchObject({
      status: 0,
      stderr: `bordereau: this file was imported before; its report is ${reportId}\n`,
    });
    expect(again.stdout).toContain(`${reportId}\tjournal-2024-01.csv\t`);
  });

  test('import of something else fails with its code, and what was found and is missing', async () => {
    const file = join(folder, 'stock.csv');
    await writeFile(file, 'article;quantité;prix;entrepôt\nstylo;2;1,20;Lyon\ncahier;3;2,50;Nantes\n');
    const { status, stdout, stderr } = await run('reports', 'import', file, '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'not_a_fax_log', details: { missing: expect.arrayContaining(['Mode', 'Fax ID']) } },
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^bordereau: not_a_fax_log: [^\n]+\n$/);
    expect(await run('reports', 'import', join(folder, 'none.csv'))).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^bordereau: there is no file /),
    });
  });

  test('import of a document sends nothing, and says what the file is', async () => {
    const file = join(folder, 'journal.pdf');
    await writeFile(file, '%PDF-1.7\n');
    expect(await run('reports', 'import', file)).toMatchObject({
      status: 1,
      stdout: '',
      stderr: `bordereau: ${file} is no fax log: they are CSV or XLSX, this is pdf\n`,
    });
    await writeFile(file, 'Bonjour, voici le journal.\n');
    expect((await run('reports', 'import', file)).stderr).toMatch(/this is text\n$/);
  });

  test('list, stats and errors tell what the log holds', async () => {
    const { reports, total } = await json('reports', 'list');
    expect([total, reports.map((report: { report_id: string }) => report.report_id)]).toEqual([
      1,
      [reportId],
    ]);
    const stats = await json('entries', 'stats', reportId);
    expect(stats.breakdown.by_mode).toEqual({
      SF: truth.byMode.SF.entries,
      RF: truth.byMode.RF.entries,
      OTHER: truth.byMode.OTHER.entries,
    });
    expect(stats.pages.total).toBe(truth.pages);
    const errors = await json('errors', reportId);
    expect(errors).toMatchObject({
      error_entries: truth.errorEntries,
      error_breakdown: {
        'Invalid FAX mode': truth.errors.invalid_mode,
        'Number format invalid': truth.errors.invalid_number,
        'Pages must be > 0': truth.errors.invalid_pages,
      },
    });
    const table = await run('errors', reportId);
    expect(table.stdout.split('\n')[0]).toBe('error\tcount\tshare');
  });

  test('search finds rows in one log and in all', async () => {
    const invalid = await json('search', reportId, '--status', 'invalid', '--per-page', '500');
    expect(invalid.total).toBe(truth.errorEntries);
    const { results } = await json('search', reportId, '--mode', 'sf', '--per-page', '1');
    const number = results[0].numero_original;
    const one = await json('search', reportId, number);
    const all = await json('search', '--all', number);
    expect(one.total).toBeGreaterThan(0);
    expect(all.results.map((row: { row: number }) => row.row).sort()).toEqual(
      one.results.map((row: { row: number }) => row.row).sort(),
    );
    const refused = await run('search', reportId, '--status', 'odd');
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^bordereau: invalid_request: [^\n]*status[^\n]*\n$/);
  });

  test('export writes the same rows to stdout and, whole or not at all, to a file', async () => {
    const { stdout, stderr } = await run('export', reportId, '--csv');
    expect(stderr).toBe('');
    const lines = stdout.trimEnd().split('\r\n');
    expect(lines[0]).toBe('fax_id,mode,numero_original,numero_normalise,pages,valide,erreurs,date_heure');
    expect(lines).toHaveLength(LOG.rows + 1);
    const out = join(folder, 'out.csv');
    expect((await run('export', reportId, '--csv', '--out', out)).status).toBe(0);
    expect(await readFile(out, 'utf8')).toBe(stdout);
    const nowhere = await run('export', reportId, '--csv', '--out', join(folder, 'none', 'out.csv'));
    expect(nowhere).toMatchObject({ status: 1, stderr: expect.stringContaining('ENOENT') });
  });

  test('a setting decides which numbers are valid, and validate tells what that changed', async () => {
    expect(await json('settings', 'set', 'fax_number_policy', 'french_no_mobile')).toEqual({
      fax_number_policy: 'french_no_mobile',
      requests_per_minute: null,
    });
    const mobiles = [...faxLogRows(LOG)].filter(
      ({ truth: row }) => row && row.errors.length === 0 && /^33[67]/.test(row.number),
    ).length;
    expect(mobiles).toBeGreaterThan(0);
    expect(await json('validate', 'all')).toMatchObject({
      status: 'completed',
      became_invalid: mobiles,
      became_valid: 0,
      reports: [{ report_id: reportId, status: 'changed' }],
    });
    expect((await json('errors', reportId)).error_entries).toBe(truth.errorEntries + mobiles);
    await json('settings', 'set', 'fax_number_policy', 'french');
    expect(await json('validate', reportId)).toMatchObject({
      became_valid: mobiles,
    });
    const wrong = await run('settings', 'set', 'requests_per_minute', 'many');
    expect(wrong).toMatchObject({
      status: 1,
      stderr:
        'bordereau: requests_per_minute cannot be "many": it takes a whole number from 1 to 1000000, or default\n',
    });
    const unknown = await run('settings', 'set', 'colour', 'blue');
    expect(unknown.stderr).toMatch(/^bordereau: there is no setting "colour"; there are [^\n]+\n$/);
  });

  test('compare shows nothing changed between a log and itself', async () => {
    const { totals } = await json('reports', 'compare', reportId, reportId);
    expect(totals.entries).toMatchObject({ before: LOG.rows, after: LOG.rows, difference: 0 });
  });

  test('status, cache and the audit log tell of all that', async () => {
    const status = await json('status');
    expect(status).toMatchObject({
      totals: { total: 1, total_entries: LOG.rows },
      health: { status: 'healthy' },
      metrics: { system: { uptime_seconds: expect.any(Number) } },
    });
    expect(await json('cache', 'stats')).toMatchObject({ hits: expect.any(Number) });
    // Entries are appended within seconds of what they tell of.
    await eventually(
      async () => {
        const entries: { event_type: string }[] = await json('audit', 'log', '--limit', '50');
        return new Set(entries.map(({ event_type }) => event_type));
      },
      (types) => ['upload', 'export', 'validation', 'api_call'].every((type) => types.has(type)),
      { what: 'an entry of each kind' },
    );
    expect((await run('audit', 'verify')).status).toBe(0);
  });

  test('an unknown report is named, whatever is asked of it', async () => {
    for (const args of [
      ['entries', 'stats', 'import_none'],
      ['errors', 'import_none'],
      ['search', 'import_none'],
      ['export', 'import_none', '--csv'],
      ['validate', 'import_none'],
      ['reports', 'delete', 'import_none', '--yes'],
    ]) {
      expect(await run(...args)).toEqual({
        status: 1,
        stdout: '',
        stderr: 'bordereau: there is no report import_none\n',
      });
    }
  });

  test('another address needs its token, and one that is not accepted is told', async () => {
    const elsewhere = { DATA_DIR: folder, BORDEREAU_URL: installation.apiUrl };
    expect((await bordereau(['reports', 'list'], elsewhere)).stderr).toMatch(
      /^bordereau: set BORDEREAU_TOKEN /,
    );
    const wrong = await bordereau(['reports', 'list'], { ...elsewhere, BORDEREAU_TOKEN: 'a.b.c' });
    expect(wrong.stderr).toMatch(/^bordereau: unauthorized: [^\n]+BORDEREAU_TOKEN[^\n]+\n$/);
    const right = await bordereau(['reports', 'list', '--json'], {
      ...elsewhere,
      BORDEREAU_TOKEN: await installation.token('viewer'),
    });
    expect(JSON.parse(right.stdout)).toMatchObject({ total: 1 });
  });

  test('a backup brings back what was deleted', async () => {
    const backup = join(folder, 'all.bordereau');
    const exported = (await run('export', reportId, '--csv')).stdout;
    expect((await run('database', 'backup', '--out', backup)).status).toBe(0);
    expect((await run('reports', 'delete', reportId)).stderr).toMatch(/give --yes/);
    expect((await run('reports', 'delete', reportId, '--yes')).stdout).toBe(`Deleted ${reportId}.\n`);
    expect((await json('reports', 'list')).total).toBe(0);
    const restored = await run('database', 'restore', backup, '--replace', '--yes');
    expect({ status: restored.status, stderr: restored.stderr }).toMatchObject({ status: 0 });
    expect((await json('reports', 'list')).total).toBe(1);
    expect((await run('export', reportId, '--csv')).stdout).toBe(exported);
  });
});

/** `bordereau`: runs the command that its arguments name, and turns failures into one line. */
import { BordereauError } from '../client/client.ts';
import manifest from '../package.json' with { type: 'json' };
import { CommandError } from './command.ts';
import { toCommandError } from './connection.ts';
import { type Commands, dispatch } from './dispatcher.ts';

/** In the order in which help lists them. Each is loaded when it is asked for: some bring AWS clients along. */
const COMMANDS: Commands = {
  extract: async () => (await import('./commands/extract.ts')).extractCommand,
  status: async () => (await import('./commands/status.ts')).statusCommand,
  'reports import': async () => (await import('./commands/report-import.ts')).reportsImportCommand,
  'reports list': async () => (await import('./commands/reports.ts')).reportsListCommand,
  'reports compare': async () => (await import('./commands/report-comparison.ts')).reportsCompareCommand,
  'reports delete': async () => (await import('./commands/reports.ts')).reportsDeleteCommand,
  'entries stats': async () => (await import('./commands/report-figures.ts')).entriesStatsCommand,
  errors: async () => (await import('./commands/report-figures.ts')).errorsCommand,
  search: async () => (await import('./commands/search.ts')).searchCommand,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  validate: async () => (await import('./commands/validate.ts')).validateCommand,
  'settings show': async () => (await import('./commands/settings.ts')).settingsShowCommand,
  'settings set': async () => (await import('./commands/settings.ts')).settingsSetCommand,
  'cache stats': async () => (await import('./commands/status.ts')).cacheStatsCommand,
  'audit log': async () => (await import('./commands/audit.ts')).auditLogCommand,
  'audit verify': async () => (await import('./commands/audit.ts')).auditVerifyCommand,
  'database backup': async () => (await import('./commands/database.ts')).databaseBackupCommand,
  'database restore': async () => (await import('./commands/database.ts')).databaseRestoreCommand,
  token: async () => (await import('./commands/token.ts')).tokenCommand,
  invoke: async () => (await import('./commands/invoke.ts')).invokeCommand,
  redrive: async () => (await import('./commands/redrive.ts')).redriveCommand,
};

// A reader that goes away (`bordereau extract … | head -1`) ends the command quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  process.exitCode = await dispatch(
    { name: 'bordereau', version: manifest.version, description: manifest.description, commands: COMMANDS },
    process.argv.slice(2),
    (text) => process.stdout.write(text),
  );
} catch (error) {
  const failure = error instanceof BordereauError ? toCommandError(error) : error;
  if (!(failure instanceof CommandError)) throw failure;
  process.stderr.write(`bordereau: ${failure.message}\n`);
  process.exitCode = 1;
}

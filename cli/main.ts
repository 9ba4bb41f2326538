/** `bordereau`: runs the command that its arguments name, and turns failures into one line. */
import { BordereauError } from '../client/client.ts';
import manifest from '../package.json' with { type: 'json' };
import { CommandError } from './command.ts';
import { auditLogCommand, auditVerifyCommand } from './commands/audit.ts';
import { databaseBackupCommand, databaseRestoreCommand } from './commands/database.ts';
import { exportCommand } from './commands/export.ts';
import { extractCommand } from './commands/extract.ts';
import { invokeCommand } from './commands/invoke.ts';
import { redriveCommand } from './commands/redrive.ts';
import { reportsCompareCommand } from './commands/report-comparison.ts';
import { entriesStatsCommand, errorsCommand } from './commands/report-figures.ts';
import { reportsImportCommand } from './commands/report-import.ts';
import { reportsDeleteCommand, reportsListCommand } from './commands/reports.ts';
import { searchCommand } from './commands/search.ts';
import { settingsSetCommand, settingsShowCommand } from './commands/settings.ts';
import { cacheStatsCommand, statusCommand } from './commands/status.ts';
import { tokenCommand } from './commands/token.ts';
import { validateCommand } from './commands/validate.ts';
import { toCommandError } from './connection.ts';
import { type Commands, dispatch } from './dispatcher.ts';

/** In the order in which help lists them. */
const COMMANDS: Commands = {
  extract: extractCommand,
  status: statusCommand,
  'reports import': reportsImportCommand,
  'reports list': reportsListCommand,
  'reports compare': reportsCompareCommand,
  'reports delete': reportsDeleteCommand,
  'entries stats': entriesStatsCommand,
  errors: errorsCommand,
  search: searchCommand,
  export: exportCommand,
  validate: validateCommand,
  'settings show': settingsShowCommand,
  'settings set': settingsSetCommand,
  'cache stats': cacheStatsCommand,
  'audit log': auditLogCommand,
  'audit verify': auditVerifyCommand,
  'database backup': databaseBackupCommand,
  'database restore': databaseRestoreCommand,
  token: tokenCommand,
  invoke: invokeCommand,
  redrive: redriveCommand,
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

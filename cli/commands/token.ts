/** `bordereau token`: a bearer token for the local installation, without a password: whoever reads its secrets may. */
import { ROLES } from '../../shared/contract/caller.ts';
import { DEFAULT_TENANT } from '../../shared/domain/document/object-keys.ts';
import { TOKEN_LIFETIME_SECONDS } from '../../shared/identity/tokens.ts';
import { type Command, CommandError } from '../command.ts';
import { tenantOf } from '../connection.ts';
import { localToken } from '../local-token.ts';

export const tokenCommand: Command = {
  usage: 'token [--role ROLE] [--tenant TENANT]',
  summary: 'print a bearer token for the local installation',
  help: `Prints a token for \`Authorization: Bearer …\`, good for ${TOKEN_LIFETIME_SECONDS / 3600} hours.

  --role ROLE       ${ROLES.join(', ')} (admin)
  --tenant TENANT   whose documents it opens (${DEFAULT_TENANT})`,
  options: {
    role: { type: 'string', default: 'admin' },
    tenant: { type: 'string', default: DEFAULT_TENANT },
  },
  maximumArguments: 0,
  async run({ options }) {
    const role = ROLES.find((name) => name === options.role);
    if (!role) throw new CommandError(`--role is one of ${ROLES.join(', ')}`);
    const token = await localToken({ tenant: tenantOf(options), role });
    process.stdout.write(`${token}\n`);
    return 0;
  },
};

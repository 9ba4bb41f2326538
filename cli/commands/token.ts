/** `bordereau token`: a bearer token for the local installation, without a password: whoever reads its secrets may. */
import { ROLES, TENANT_PATTERN } from '../../shared/contract/caller.ts';
import { DEFAULT_TENANT } from '../../shared/domain/document/object-keys.ts';
import { signToken, TOKEN_LIFETIME_SECONDS } from '../../shared/identity/tokens.ts';
import { type Command, CommandError } from '../command.ts';
import { localInstall, localSecrets } from '../local-install.ts';

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
    const tenant = String(options.tenant);
    if (!TENANT_PATTERN.test(tenant))
      throw new CommandError('--tenant takes lower-case letters, digits and hyphens');
    const [install, { secrets }] = await Promise.all([localInstall(), localSecrets()]);
    const secret = secrets[install.tokenSecretName]?.value;
    if (!secret) throw new CommandError('the installation has no token secret yet: run npm start once');
    const key = new TextEncoder().encode(secret);
    const token = await signToken({ tenant, subject: 'command-line', role }, key, new Date());
    process.stdout.write(`${token}\n`);
    return 0;
  },
};

/** A bearer token for the installation on this machine, without a password: whoever reads its secrets may. */
import type { Role } from '../shared/contract/caller.ts';
import { signToken } from '../shared/identity/tokens.ts';
import { CommandError } from './command.ts';
import { localInstall, localSecrets } from './local-install.ts';

/** @throws CommandError when there is no installation on this machine. */
export async function localToken({ tenant, role }: { tenant: string; role: Role }): Promise<string> {
  const [install, { secrets }] = await Promise.all([localInstall(), localSecrets()]);
  const secret = secrets[install.tokenSecretName]?.value;
  if (!secret) throw new CommandError('the installation has no token secret yet: run npm start once');
  const key = new TextEncoder().encode(secret);
  return signToken({ tenant, subject: 'command-line', role }, key, new Date());
}

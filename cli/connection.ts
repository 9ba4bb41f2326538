/**
 * The API that commands speak to: the address in `--url` or `BORDEREAU_URL` with the token or API key in
 * `BORDEREAU_TOKEN`, else the installation on this machine with a token signed by its own secret.
 */
import type { ParseArgsOptionsConfig } from 'node:util';
import { BordereauError, type Client, createClient } from '../client/client.ts';
import { TENANT_PATTERN } from '../shared/contract/caller.ts';
import { DEFAULT_TENANT } from '../shared/domain/document/object-keys.ts';
import { CommandError, type CommandInput, NoAnswerError } from './command.ts';
import { localInstall } from './local-install.ts';

/** For `options` of every command that asks the API. */
export const CONNECTION_OPTIONS = {
  url: { type: 'string' },
  tenant: { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

/** For the end of the `help` of every command that asks the API. */
export const CONNECTION_HELP = `
  --url URL         an installation elsewhere (BORDEREAU_URL); this machine's own when absent
  --tenant TENANT   whose data, on this machine's own installation (${DEFAULT_TENANT})

BORDEREAU_TOKEN holds the bearer token or API key (bdx_…) to call with. Without it, commands sign in to this
machine's own installation by themselves.`;

/** The API that a command asks, and where it is. */
export interface Connection {
  client: Client;
  /** Where the API answers, without a trailing slash. */
  baseUrl: string;
}

/** An API key, as shared/stores/api-keys.ts makes them; anything else is a bearer token. */
const API_KEY = /^bdx_/;

function addressOf(given: string): string {
  const url = URL.parse(given);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new CommandError(`"${given}" is no address of an installation, such as http://127.0.0.1:3000`);
  }
  if (url.username || url.password) {
    throw new CommandError('the address must not hold a password: set BORDEREAU_TOKEN');
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** Where `--url`, else `BORDEREAU_URL`, points; undefined when neither is set. */
function givenAddress(options: CommandInput['options']): string | undefined {
  const given = options.url ?? process.env.BORDEREAU_URL;
  return typeof given === 'string' && given !== '' ? addressOf(given) : undefined;
}

/**
 * What `--tenant` names; undefined when it is not given.
 * @throws CommandError for a tenant's name that cannot be.
 */
export function givenTenant({ tenant }: CommandInput['options']): string | undefined {
  if (tenant === undefined) return undefined;
  if (typeof tenant === 'string' && TENANT_PATTERN.test(tenant)) return tenant;
  throw new CommandError('--tenant takes lower-case letters, digits and hyphens');
}

/**
 * What `--tenant` names, else the default tenant.
 * @throws CommandError for a tenant's name that cannot be.
 */
export function tenantOf(options: CommandInput['options']): string {
  return givenTenant(options) ?? DEFAULT_TENANT;
}

/** No command waits longer than this for one request's turn. */
const LONGEST_WAIT_SECONDS = 120;
const MOST_WAITS = 5;

/** `Retry-After` in seconds (RFC 9110 10.2.3: seconds or a date); 1 when absent or unreadable. */
export function retryAfterSeconds(header: string | null, now: Date): number {
  if (header === null) return 1;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const until = Date.parse(header);
  return Number.isNaN(until) ? 1 : Math.max(0, Math.ceil((until - now.getTime()) / 1000));
}

/** `fetch` that takes its turn: a request refused for coming too soon (429) is sent again when it may be. */
async function patientFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  for (let waits = 0; ; waits++) {
    const response = await fetch(input, init);
    if (response.status !== 429 || waits === MOST_WAITS) return response;
    const seconds = retryAfterSeconds(response.headers.get('retry-after'), new Date());
    if (seconds > LONGEST_WAIT_SECONDS) return response;
    await response.body?.cancel();
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2Ktoo many requests: going on in ${seconds} s\r`);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[2K');
  }
}

async function ownToken(tenant: string): Promise<string> {
  // Loaded only where a token is to be signed.
  const { localToken } = await import('./local-token.ts');
  return localToken({ tenant, role: 'admin' });
}

/**
 * The API as a command's options and the environment say.
 * @throws CommandError when they contradict each other, or there is no installation on this machine.
 */
export async function connect(options: CommandInput['options']): Promise<Connection> {
  const token = process.env.BORDEREAU_TOKEN || undefined;
  const given = givenAddress(options);
  if (given && !token) throw new CommandError(`set BORDEREAU_TOKEN to a token or API key of ${given}`);
  if (token && options.tenant !== undefined) {
    throw new CommandError('--tenant says nothing beside BORDEREAU_TOKEN, which belongs to one tenant');
  }
  const baseUrl = given ?? (await localInstall()).apiUrl;
  const identity = !token
    ? { token: await ownToken(tenantOf(options)) }
    : API_KEY.test(token)
      ? { apiKey: token }
      : { token };
  return { baseUrl, client: createClient({ baseUrl, ...identity, fetch: patientFetch }) };
}

function detailText(value: unknown): string {
  if (Array.isArray(value)) return value.length > 0 ? value.map(detailText).join(', ') : 'none';
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/** What is wrong with a request's fields, as shared/http/input.ts tells it. */
function issuesText(issues: readonly { path?: string; message?: string }[]): string {
  return issues.map(({ path, message }) => (path ? `${path}: ${message}` : `${message}`)).join('; ');
}

/**
 * Details of an error as people read them: ` (found: a, b; missing: Mode)`; '' when there are none. In the order of
 * their names, as the table keeps none.
 */
export function detailsText(details: unknown): string {
  if (typeof details !== 'object' || details === null) return '';
  const { in: place, issues, ...others } = details as Record<string, unknown>;
  const words = Object.keys(others)
    .sort()
    .map((name) => `${name}: ${detailText(others[name])}`);
  if (Array.isArray(issues)) words.unshift(issuesText(issues));
  else if (place !== undefined) words.unshift(`in: ${detailText(place)}`);
  return words.length > 0 ? ` (${words.join('; ')})` : '';
}

/** `not_a_fax_log: …`, the one line that a command ends with when the API refuses. */
export function toCommandError(error: BordereauError): CommandError {
  const { status, code, message, details, requestId } = error;
  if (status === 0) return new NoAnswerError(message.replace(/^nothing answers at /, ''));
  const said = code === 'unexpected_answer' ? message : `${code}: ${message}`;
  const advice =
    status === 401
      ? process.env.BORDEREAU_TOKEN
        ? '; is BORDEREAU_TOKEN expired, revoked or of another installation?'
        : '; is this the data folder of the running installation (DATA_DIR)?'
      : status >= 500 && requestId
        ? ` The log has more under ${requestId}`
        : '';
  return new CommandError(`${said}${detailsText(details)}${advice}`);
}

/** Turns the API's 404 into words of the command's own: `there is no report import_x`. */
export async function orMissing<T>(asked: Promise<T>, what: string): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof BordereauError && error.code === 'not_found') {
      throw new CommandError(`there is no ${what}`);
    }
    throw error;
  }
}

/** `bordereau settings show | set`: what a tenant chose. */
import {
  NUMBER_POLICIES,
  type TenantSettings,
  tenantSettings,
} from '../../shared/domain/tenant/tenant-settings.ts';
import { type Command, CommandError } from '../command.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS, connect } from '../connection.ts';
import { JSON_HELP, JSON_OPTION, printResult, tableText } from '../table-output.ts';

function settingsText(settings: TenantSettings): string {
  return tableText(
    ['setting', 'value'],
    Object.entries(settings).map(([key, value]) => [key, value === null ? 'default' : String(value)]),
  );
}

/** Which values a setting takes. */
const VALUES: Readonly<Record<keyof TenantSettings, string>> = {
  fax_number_policy: `${NUMBER_POLICIES.join(', ')} or default`,
  requests_per_minute: 'a whole number from 1 to 1000000, or default',
};

const SETTINGS_HELP = `  fax_number_policy     which called numbers of fax logs are valid:
                        ${VALUES.fax_number_policy}
                        (bordereau validate all checks stored logs by it)
  requests_per_minute   each endpoint's limit for each client:
                        ${VALUES.requests_per_minute}`;

export const settingsShowCommand: Command = {
  usage: 'settings show [--json]',
  summary: "show the tenant's settings",
  help: `${SETTINGS_HELP}

${JSON_HELP}
${CONNECTION_HELP}`,
  options: { ...CONNECTION_OPTIONS, ...JSON_OPTION },
  maximumArguments: 0,
  async run({ options }) {
    const { client } = await connect(options);
    const { body } = await client.call('administration.settings');
    await printResult(options, body, () => settingsText(body));
    return 0;
  },
};

/** `default` and `null` mean none of one's own; what looks like a number is one. */
function readValue(text: string): string | number | null {
  if (text === 'default' || text === 'null') return null;
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function isSetting(key: string): key is keyof TenantSettings {
  return Object.hasOwn(tenantSettings.shape, key);
}

/**
 * The settings with one changed.
 * @throws CommandError for a key or value that cannot be.
 */
function changed(settings: TenantSettings, key: string, text: string): TenantSettings {
  const shape = tenantSettings.shape;
  if (!isSetting(key)) {
    throw new CommandError(`there is no setting "${key}"; there are ${Object.keys(shape).join(', ')}`);
  }
  const value = readValue(text);
  const rule = shape[key];
  // null stands for the default, whether or not the setting itself may be null.
  const parsed = rule.safeParse(value === null ? undefined : value);
  if (!parsed.success) throw new CommandError(`${key} cannot be "${text}": it takes ${VALUES[key]}`);
  return { ...settings, [key]: parsed.data };
}

export const settingsSetCommand: Command = {
  usage: 'settings set KEY VALUE [--json]',
  summary: "change one of the tenant's settings",
  help: `${SETTINGS_HELP}

${JSON_HELP}
${CONNECTION_HELP}`,
  options: { ...CONNECTION_OPTIONS, ...JSON_OPTION },
  maximumArguments: 2,
  async run({ positionals: [key, value], options }) {
    if (!key || value === undefined) {
      throw new CommandError('give a setting and its value: bordereau settings set KEY VALUE');
    }
    const { client } = await connect(options);
    const { body: now } = await client.call('administration.settings');
    const { body } = await client.call('administration.changeSettings', { body: changed(now, key, value) });
    await printResult(options, body, () => settingsText(body));
    return 0;
  },
};

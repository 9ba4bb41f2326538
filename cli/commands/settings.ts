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

const SETTINGS_HELP = `  fax_number_policy     which called numbers of fax logs are valid: ${NUMBER_POLICIES.join(', ')}
                        (bordereau validate all checks stored logs by it)
  requests_per_minute   each endpoint's limit for each client, or default`;

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

/** The settings with one changed. Throws CommandError for a key or value that cannot be. */
function changed(settings: TenantSettings, key: string, text: string): TenantSettings {
  const shape = tenantSettings.shape;
  if (!Object.hasOwn(shape, key)) {
    throw new CommandError(`there is no setting "${key}"; there are ${Object.keys(shape).join(', ')}`);
  }
  const value = readValue(text);
  const rule = shape[key as keyof typeof shape];
  // null stands for the default, whether or not the setting itself may be null.
  const parsed = rule.safeParse(value === null ? undefined : value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new CommandError(`${key} cannot be "${text}": ${issue?.message ?? 'it is not valid'}`);
  }
  return { ...settings, [key]: parsed.data };
}

export const settingsSetCommand: Command = {
  usage: 'settings set KEY VALUE',
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

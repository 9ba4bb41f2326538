/** What tenants chose: one item a tenant, absent until somebody chooses. */
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { LRUCache } from 'lru-cache';
import {
  DEFAULT_TENANT_SETTINGS,
  type TenantSettingsStore,
  tenantSettings,
} from '../domain/tenant/tenant-settings.ts';
import type { Table } from './table.ts';

function settingsKey(tenant: string) {
  return { pk: `TENANT#${tenant}#SETTINGS`, sk: 'SETTINGS' };
}

/**
 * Reads are consistent: what was put a moment ago holds. Choices that an older version wrote take today's defaults
 * where they say nothing, and ones this version does not know are left out.
 */
export function tenantSettingsStore(table: Table): TenantSettingsStore {
  return {
    async get(tenant) {
      const { Item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: settingsKey(tenant), ConsistentRead: true }),
      );
      return Item ? tenantSettings.parse(Item.settings) : DEFAULT_TENANT_SETTINGS;
    },

    async put(tenant, settings) {
      await table.client.send(
        new PutCommand({ TableName: table.name, Item: { ...settingsKey(tenant), settings } }),
      );
    },
  };
}

/** How old a remembered choice can be: another process's change is noticed after so long at most. */
const SETTINGS_STALENESS_SECONDS = 30;
const TENANTS_REMEMBERED = 1000;

/** The same, remembered for `SETTINGS_STALENESS_SECONDS`: for what every request asks and may be told a little late. */
export function rememberedTenantSettings(
  store: Pick<TenantSettingsStore, 'get'>,
): Pick<TenantSettingsStore, 'get'> {
  const remembered = new LRUCache<string, ReturnType<TenantSettingsStore['get']>>({
    max: TENANTS_REMEMBERED,
    ttl: SETTINGS_STALENESS_SECONDS * 1000,
  });
  return {
    get(tenant) {
      const known = remembered.get(tenant);
      if (known) return known;
      const asked = store.get(tenant);
      remembered.set(tenant, asked);
      // A failure is not worth remembering: the next one asks again.
      asked.catch(() => remembered.delete(tenant));
      return asked;
    },
  };
}

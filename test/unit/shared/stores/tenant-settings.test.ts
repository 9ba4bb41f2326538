import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_TENANT_SETTINGS } from '../../../../shared/domain/tenant/tenant-settings.ts';
import type { Table } from '../../../../shared/stores/table.ts';
import { rememberedTenantSettings, tenantSettingsStore } from '../../../../shared/stores/tenant-settings.ts';
import { createTable } from '../../../support/backend.ts';
import { grantedTable } from '../../../support/granted-table.ts';
import { someTenant } from '../../../support/task-examples.ts';

let table: Table;
beforeAll(async () => {
  table = await createTable();
});
afterAll(() => table.client.destroy());

const CHOSEN = { fax_number_policy: 'international', requests_per_minute: 120 } as const;
const read = (tenant: string) => tenantSettingsStore(grantedTable(table, 'tenantSettings')).get(tenant);
const write = (tenant: string, settings: Parameters<ReturnType<typeof tenantSettingsStore>['put']>[1]) =>
  tenantSettingsStore(grantedTable(table, 'tenantSettingsChanges')).put(tenant, settings);

describe('settings of a tenant', () => {
  test('are the defaults until somebody chooses, and then what was chosen last', async () => {
    const [tenant, other] = [someTenant(), someTenant()];
    expect(await read(tenant)).toEqual(DEFAULT_TENANT_SETTINGS);
    await write(tenant, CHOSEN);
    expect(await read(tenant)).toEqual(CHOSEN);
    await write(tenant, { ...CHOSEN, requests_per_minute: null });
    expect(await read(tenant)).toEqual({ ...CHOSEN, requests_per_minute: null });
    expect(await read(other)).toEqual(DEFAULT_TENANT_SETTINGS);
  });
});

describe('remembered settings', () => {
  test('ask the store once for all who ask meanwhile', async () => {
    let asked = 0;
    const remembered = rememberedTenantSettings({
      get: async () => {
        asked++;
        return CHOSEN;
      },
    });
    expect(await Promise.all([remembered.get('acme'), remembered.get('acme')])).toEqual([CHOSEN, CHOSEN]);
    expect(await remembered.get('acme')).toEqual(CHOSEN);
    expect(asked).toBe(1);
  });

  test('do not remember that the store did not answer', async () => {
    let asked = 0;
    const remembered = rememberedTenantSettings({
      get: async () => {
        if (asked++ === 0) throw new Error('the store is down');
        return CHOSEN;
      },
    });
    await expect(remembered.get('acme')).rejects.toThrow('the store is down');
    expect(await remembered.get('acme')).toEqual(CHOSEN);
  });
});

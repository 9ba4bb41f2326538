/** What a tenant may choose. Absent choices take the defaults. */
import * as z from 'zod';

/**
 * Which called numbers of fax logs are valid: French ones; French ones but mobiles (336, 337); or any that is valid
 * somewhere in the world.
 */
export const NUMBER_POLICIES = ['french', 'french_no_mobile', 'international'] as const;
export type NumberPolicy = (typeof NUMBER_POLICIES)[number];

export const tenantSettings = z.object({
  fax_number_policy: z.enum(NUMBER_POLICIES).default('french'),
  /** Requests a minute for each endpoint and client, instead of the endpoint's own limit; null for that limit. */
  requests_per_minute: z.number().int().min(1).max(1_000_000).nullable().default(null),
});
export type TenantSettings = z.output<typeof tenantSettings>;

export const DEFAULT_TENANT_SETTINGS: TenantSettings = tenantSettings.parse({});

export interface TenantSettingsStore {
  /** The defaults where nothing was chosen. */
  get(tenant: string): Promise<TenantSettings>;
  /** Keeps the choices as a whole. */
  put(tenant: string, settings: TenantSettings): Promise<void>;
}

/** What a tenant chooses. */
import { ADMINISTRATORS } from '../../shared/contract/caller.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { tenantSettings } from '../../shared/domain/tenant/tenant-settings.ts';

const settings = tenantSettings.meta({ id: 'TenantSettings' });

export const getSettings = defineRoute({
  id: 'administration.settings',
  method: 'GET',
  path: '/api/settings',
  summary: 'Lire les réglages',
  access: ADMINISTRATORS,
  responses: { 200: { description: 'What the tenant chose, with the defaults of the rest', body: settings } },
  uses: ['tenantSettings'],
  example: {},
}).handle(async ({ caller, services }) => ({
  status: 200,
  body: await services.tenantSettings.get(caller.tenant),
}));

export const changeSettings = defineRoute({
  id: 'administration.changeSettings',
  method: 'PUT',
  path: '/api/settings',
  summary: 'Modifier les réglages',
  description:
    'Takes the choices as a whole: one that is left out takes its default. Imports begin to use them at once; `POST` a validation to check reports again by another number policy. A limit of requests is noticed by all within 30 seconds.',
  access: ADMINISTRATORS,
  body: tenantSettings,
  responses: { 200: { description: 'The choices as they are now', body: settings } },
  uses: ['tenantSettingsChanges'],
  audit: { keeps: ['fax_number_policy', 'requests_per_minute'] },
  example: { body: { fax_number_policy: 'french_no_mobile', requests_per_minute: 120 } },
}).handle(async ({ input: { body }, caller, services, log }) => {
  await services.tenantSettingsChanges.put(caller.tenant, body);
  log.info('settings changed', { ...body });
  return { status: 200, body };
});

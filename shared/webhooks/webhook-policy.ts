import { optionalSetting } from '../environment.ts';

/** Whether this install lets webhooks reach private addresses over plain HTTP: one machine does, AWS never. */
export function webhookPolicy(): { allowPrivateAddresses: boolean } {
  return { allowPrivateAddresses: optionalSetting('WEBHOOKS_ALLOW_PRIVATE') === 'true' };
}

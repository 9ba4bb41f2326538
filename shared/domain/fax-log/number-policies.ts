/** The rule of called numbers that a tenant chose. */
import type { NumberPolicy } from '../tenant/tenant-settings.ts';
import { frenchNumber, frenchNumberButMobile, type NumberRule } from './french-numbers.ts';

/**
 * The rule of a policy. The library of the world's numbering plans is loaded only for the policy that needs it; whoever
 * imports this has it in its bundle, so it is for those that check rows, not for those that show them.
 */
export async function numberRuleOf(policy: NumberPolicy): Promise<NumberRule> {
  switch (policy) {
    case 'french':
      return frenchNumber;
    case 'french_no_mobile':
      return frenchNumberButMobile;
    case 'international': {
      const { internationalNumberRule } = await import('./international-numbers.ts');
      return internationalNumberRule();
    }
  }
}

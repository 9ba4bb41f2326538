/** Which specification an invoice follows, by the identifier that it gives (BT-24). */
import type { Profile } from './model.ts';

/**
 * The profile by BT-24. Its URN ends with what was added to the core (Factur-X 1.0 §6.1: `…:minimum`, `…:basicwl`,
 * `…:basic`, `…:extended`); ZUGFeRD 1 has URNs of its own; any other, as XRechnung and Peppol, is the core.
 */
export function profileOf(specification: string | null): Profile {
  const urn = (specification ?? '').toLowerCase();
  if (/^urn:(?:ferd|zugferd:1|zugferd\.de:1p0)/.test(urn)) return 'zugferd-1';
  const own = urn.split('#').at(-1)!;
  if (/[:_]minimum$/.test(own)) return 'minimum';
  if (/[:_]basic[-_ ]?wl$/.test(own)) return 'basic-wl';
  if (/[:_]basic$/.test(own)) return 'basic';
  if (/[:_-]extended(?:[-_]ctc[-_]fr)?$/.test(own) || /extension:xrechnung/.test(own)) return 'extended';
  return 'core';
}

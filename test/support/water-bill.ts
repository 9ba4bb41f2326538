/** A supplier's own form, for tests of what is learned from it. */
import type { Page } from '../../shared/domain/page/page.ts';
import { printedPage } from './printed-page.ts';

/** A form that nobody could read right at first sight: its numbers bear the form's own words. */
export function waterBill(figures: {
  slip: string;
  meter: string;
  day: string;
  total: string;
  iban?: string;
}): Page {
  return printedPage(
    `
Eaux des Trois Rivières SA                                 www.eaux-trois-rivieres.example
4 quai du Lavoir, 38000 Grenoble                           SIRET 732 829 320 00074

Destinataire : Hôtel du Parvis SAS
4 place de l'Église, 79000 Niort

Compteur    ${figures.meter}
Quittance   ${figures.slip}
Émission    ${figures.day}

Consommation du trimestre                                  ${figures.total} €
Somme appelée                                              ${figures.total} €

IBAN ${figures.iban ?? 'FR14 2004 1010 0505 0001 3M02 606'}
`,
  );
}

/** Checks of e-invoices: their data against the rules, and against the page that shows them. */
import type { CheckDefinition } from '../definition.ts';

export const EINVOICE_CHECKS = {
  en16931_rule: {
    level: 'error',
    sentence: { fr: 'Règle {rule} : {text}', en: 'Rule {rule}: {text}' },
    meaning: {
      fr: 'La facture électronique enfreint une règle de la norme ; `rule` la nomme, `text` la dit.',
      en: 'The e-invoice breaks a rule of the standard; `rule` names it, `text` says it.',
    },
    source: 'EN 16931-1:2017, business rules',
  },
  xml_differs_from_page: {
    level: 'warning',
    sentence: {
      fr: 'La page montre {page} pour {field:field}, les données de la facture électronique {xml}.',
      en: 'The page shows {page} for {field:field}, the data of the e-invoice {xml}.',
    },
    meaning: {
      fr: 'La page visible d’une facture électronique dit autre chose que ses données, qui seules font foi.',
      en: 'The visible page of an e-invoice says something else than its data, which alone count.',
    },
    source: 'Factur-X 1.0, §4.1: the XML and its presentation must carry the same information',
  },
  xml_unreadable: {
    level: 'warning',
    sentence: {
      fr: 'Les données de facture électronique jointes ({file}) sont illisibles ; la page a été lue à leur place.',
      en: 'The e-invoice data attached ({file}) cannot be read; the page was read in its place.',
    },
    meaning: {
      fr: 'Le PDF porte un fichier de facture électronique endommagé, ou d’un format qui n’est pas celui d’une facture.',
      en: 'The PDF carries an e-invoice file that is damaged, or of a format that is no invoice’s.',
    },
  },
  xml_ambiguous: {
    level: 'error',
    sentence: {
      fr: 'Le PDF porte plusieurs factures électroniques ; {file} a été retenue, pas {others}.',
      en: 'The PDF carries several e-invoices; {file} was taken, not {others}.',
    },
    meaning: {
      fr: 'Plusieurs fichiers joints sont des factures électroniques aux numéros différents : une seule a été lue.',
      en: 'Several attached files are e-invoices with different numbers: only one was read.',
    },
  },
} as const satisfies Record<string, CheckDefinition>;

/** Checks of the dates. */
import type { CheckDefinition } from '../definition.ts';

export const DATE_CHECKS = {
  due_before_issue: {
    level: 'error',
    sentence: {
      fr: 'L’échéance ({due}) précède la date de facture ({issue}).',
      en: 'The due date ({due}) is before the invoice date ({issue}).',
    },
    meaning: {
      fr: 'Une facture ne peut pas être exigible avant d’exister : une des dates est fausse ou mal lue.',
      en: 'An invoice cannot be due before it exists: one of the dates is wrong or misread.',
    },
  },
  date_implausible: {
    level: 'warning',
    sentence: {
      fr: 'Date invraisemblable ({field:field} : {date}) : à vérifier.',
      en: 'Implausible date ({field:field}: {date}): to be checked.',
    },
    meaning: {
      fr: 'L’année est antérieure à 2000 ou postérieure à 2099, ou l’échéance est à plus de 400 jours de la facture.',
      en: 'The year is before 2000 or after 2099, or the due date is more than 400 days after the invoice.',
    },
  },
  date_in_future: {
    level: 'warning',
    sentence: {
      fr: 'La date de facture ({issue}) est dans le futur.',
      en: 'The invoice date ({issue}) is in the future.',
    },
    meaning: {
      fr: 'La facture est datée de plus d’un jour après sa lecture.',
      en: 'The invoice is dated more than a day after it was read.',
    },
  },
  date_old: {
    level: 'info',
    sentence: {
      fr: 'La facture ({issue}) a plus de dix ans.',
      en: 'The invoice ({issue}) is more than ten years old.',
    },
    meaning: {
      fr: 'Au-delà du délai de conservation des pièces comptables : archive, ou année mal lue.',
      en: 'Older than accounting documents have to be kept: from an archive, or with a misread year.',
    },
    source: 'Code de commerce, art. L123-22 ; créance prescrite par cinq ans, art. L110-4',
  },
  payment_term_long: {
    level: 'warning',
    sentence: {
      fr: 'Le délai de paiement ({days} jours) dépasse le plafond légal : 60 jours, ou 45 jours fin de mois.',
      en: 'The payment term ({days} days) is longer than the law allows: 60 days, or 45 days end of month.',
    },
    meaning: {
      fr: 'Entre entreprises en France, le délai convenu ne peut dépasser 60 jours après l’émission ou, par dérogation, 45 jours fin de mois.',
      en: 'Between companies in France the agreed term may not exceed 60 days from the issue or, as an exception, 45 days end of month.',
    },
    source: 'Code de commerce, art. L441-10, I',
  },
} as const satisfies Record<string, CheckDefinition>;

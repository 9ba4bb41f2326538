/** Checks of the document and its file as a whole. */
import type { CheckDefinition } from '../definition.ts';

export const DOCUMENT_CHECKS = {
  missing_required: {
    level: 'error',
    sentence: {
      fr: 'Introuvable sur le document : {field:field}.',
      en: 'Not found on the document: {field:field}.',
    },
    meaning: {
      fr: 'Un champ sans lequel ce type de document n’est pas un enregistrement n’a pas été trouvé : numéro (sauf ticket), date, total TTC, nom du fournisseur.',
      en: 'A field without which this type of document is no record was not found: number (but for receipts), date, total with tax, seller’s name.',
    },
  },
  not_an_invoice: {
    level: 'warning',
    sentence: {
      fr: 'Ce document est {type:type}, pas une pièce à comptabiliser comme facture.',
      en: 'This document is {type:type}, not one to be booked as an invoice.',
    },
    meaning: {
      fr: 'Le document est un devis, une commande, un bon de livraison, un relevé ou autre chose qu’une facture, un avoir ou un reçu.',
      en: 'The document is a quote, an order, a delivery note, a statement, or anything but an invoice, credit note or receipt.',
    },
  },
  no_invoice_found: {
    level: 'warning',
    sentence: {
      fr: 'Rien n’indique une facture sur ces pages : ni titre, ni total, ni tableau de montants.',
      en: 'Nothing on these pages speaks of an invoice: no title, no total, no table of amounts.',
    },
    meaning: {
      fr: 'Les pages ont été lues, mais ce qui fait une facture manque ; la confiance de tout ce qui a été trouvé est abaissée.',
      en: 'The pages were read, but what makes an invoice is not there; confidence in all that was found is lowered.',
    },
  },
  blank_page: {
    level: 'warning',
    sentence: { fr: 'Aucun texte lisible sur le document.', en: 'No legible text on the document.' },
    meaning: {
      fr: 'Aucun mot n’a pu être lu : page blanche, ou trop dégradée.',
      en: 'No word could be read: a blank page, or one too damaged.',
    },
  },
  known_duplicate: {
    level: 'error',
    sentence: {
      fr: 'Cette facture semble déjà reçue : document {document}.',
      en: 'This invoice seems to have been received before: document {document}.',
    },
    meaning: {
      fr: 'Un autre document du même locataire porte le même fournisseur, le même numéro et le même total, ou montre la même image.',
      en: 'Another document of the same tenant bears the same seller, number and total, or shows the same picture.',
    },
  },
  pdf_javascript: {
    level: 'warning',
    sentence: {
      fr: 'Le PDF contient du JavaScript ; il n’a pas été exécuté.',
      en: 'The PDF contains JavaScript; it was not run.',
    },
    meaning: {
      fr: 'Le PDF contient du JavaScript, dont une facture n’a pas besoin. Il n’est jamais exécuté.',
      en: 'The PDF contains JavaScript, which an invoice does not need. It is never run.',
    },
  },
  pdf_embedded_file: {
    level: 'info',
    sentence: {
      fr: 'Le PDF contient un fichier joint ; il n’a pas été ouvert.',
      en: 'The PDF contains an attached file; it was not opened.',
    },
    meaning: {
      fr: 'Le PDF contient un fichier joint qui n’est pas celui d’une facture électronique. Il n’est pas ouvert.',
      en: 'The PDF contains an attached file that is not an e-invoice’s. It is not opened.',
    },
  },
  damaged_file: {
    level: 'warning',
    sentence: {
      fr: 'Le fichier est endommagé ; seul ce qui restait lisible a été lu.',
      en: 'The file is damaged; only what was left of it was read.',
    },
    meaning: {
      fr: 'Des pages, ou des parties de pages, manquent dans le fichier ou n’ont pu être décodées.',
      en: 'Pages or parts of pages are missing from the file or could not be decoded.',
    },
  },
  file_remark: {
    level: 'info',
    sentence: { fr: 'Particularité du fichier : {remark}.', en: 'Remark on the file: {remark}.' },
    meaning: {
      fr: 'Le lecteur a noté une particularité du fichier qui n’a pas de phrase propre.',
      en: 'The reader noted something about the file that has no sentence of its own.',
    },
  },
} as const satisfies Record<string, CheckDefinition>;

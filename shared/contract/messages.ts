/** What people read for each error code. French by default, English where the client prefers it. */
import type { Language } from '../domain/text/language.ts';
import type { ErrorCode } from './app-error.ts';

export type { Language };

const MESSAGES: Record<ErrorCode, Record<Language, string>> = {
  invalid_request: { fr: 'La requête est invalide.', en: 'The request is invalid.' },
  unreadable_file: {
    fr: 'Le fichier est illisible : il est tronqué ou endommagé.',
    en: 'The file cannot be read: it is truncated or damaged.',
  },
  empty_file: { fr: 'Le fichier est vide.', en: 'The file is empty.' },
  unauthorized: {
    fr: 'Authentification requise : jeton Bearer ou en-tête X-API-Key valide.',
    en: 'Authentication required: a valid bearer token or X-API-Key header.',
  },
  invalid_credentials: {
    fr: 'Identifiant ou mot de passe incorrect.',
    en: 'Wrong user name or password.',
  },
  forbidden: {
    fr: "Votre rôle n'autorise pas cette opération.",
    en: 'Your role does not allow this operation.',
  },
  not_found: { fr: 'Ressource introuvable.', en: 'Not found.' },
  method_not_allowed: { fr: 'Méthode non autorisée.', en: 'Method not allowed.' },
  invalid_transition: {
    fr: "Cette action n'est pas possible dans l'état actuel de la tâche.",
    en: "This action is not possible in the task's current state.",
  },
  conflict: {
    fr: 'La ressource existe déjà ou la limite est atteinte.',
    en: 'It already exists or the limit is reached.',
  },
  file_too_large: { fr: 'Le fichier est trop volumineux.', en: 'The file is too large.' },
  unsupported_media_type: {
    fr: "Ce type de contenu n'est pas accepté ici.",
    en: 'This content type is not accepted here.',
  },
  unsupported_format: {
    fr: "Format non pris en charge ici : un document se lit en PDF, PNG, JPEG, TIFF, WebP ou XML, un journal de fax s'importe en CSV ou XLSX.",
    en: 'Unsupported format here: documents are read as PDF, PNG, JPEG, TIFF, WebP or XML, fax logs are imported as CSV or XLSX.',
  },
  encrypted_document: {
    fr: 'Le document est protégé par un mot de passe.',
    en: 'The document is protected by a password.',
  },
  not_a_fax_log: {
    fr: "Ce tableau n'est pas un journal de fax : il y manque des colonnes. Leurs titres se cherchent dans les 20 premières lignes.",
    en: 'This table is not a fax log: it lacks columns. Their headings are looked for in the first 20 rows.',
  },
  too_many_pages: { fr: 'Le document compte trop de pages.', en: 'The document has too many pages.' },
  image_too_large: { fr: "L'image a trop de pixels.", en: 'The image has too many pixels.' },
  unsafe_url: {
    fr: "Cette adresse n'est pas joignable par un webhook.",
    en: 'A webhook may not reach this address.',
  },
  too_many_requests: {
    fr: 'Trop de requêtes, réessayez plus tard.',
    en: 'Too many requests, try again later.',
  },
  object_not_found: {
    fr: "Le fichier a disparu avant d'avoir été lu.",
    en: 'The file was gone before it could be read.',
  },
  invalid_tenant: {
    fr: 'Ce dossier ne peut pas être celui d’un locataire : minuscules, chiffres et tirets seulement.',
    en: "This folder cannot be a tenant's: lower-case letters, digits and hyphens only.",
  },
  upload_expired: {
    fr: "L'envoi du fichier n'a pas eu lieu à temps.",
    en: 'The upload did not come in time.',
  },
  reading_gave_up: {
    fr: 'La lecture a échoué à plusieurs reprises et a été abandonnée.',
    en: 'Reading failed repeatedly and was given up.',
  },
  internal_error: { fr: 'Erreur interne.', en: 'Internal error.' },
  model_not_loaded: { fr: "Le modèle n'est pas encore chargé.", en: 'The model is not loaded yet.' },
  unavailable: { fr: 'Service momentanément indisponible.', en: 'Temporarily unavailable.' },
};

export function messageFor(code: ErrorCode, language: Language): string {
  return MESSAGES[code][language];
}

/** English when `Accept-Language` (RFC 9110 §12.5.4) ranks it above French; else French. */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const quality: Record<Language, number> = { fr: 0, en: 0 };
  for (const part of (acceptLanguage ?? '').split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = tag.split('-')[0];
    if (language !== 'fr' && language !== 'en') continue;
    const q = Number(
      parameters
        .find((parameter) => parameter.trim().startsWith('q='))
        ?.trim()
        .slice(2) ?? 1,
    );
    quality[language] = Math.max(quality[language], Number.isFinite(q) ? q : 0);
  }
  return quality.en > quality.fr ? 'en' : 'fr';
}

/**
 * `Content-Disposition` of a file made from a document, named after it (RFC 6266): a plain name for everyone, and the
 * whole one for those who know RFC 8187. The document's name is its sender's, and untrusted.
 */
export function downloadName(documentName: string, extension: string): string {
  const base = documentName.replace(/\.[A-Za-z0-9]{1,5}$/, '').toWellFormed();
  const plain = base
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '');
  const whole = encodeURIComponent(`${base || 'export'}.${extension}`).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain || 'export'}.${extension}"; filename*=UTF-8''${whole}`;
}

/** The page `/admin`: what an administrator sees of the installation. Its figures come from the API, with a sign-in. */
import * as z from 'zod';
import { AppError } from '../../shared/contract/app-error.ts';
import { FREQUENT_REQUESTS_PER_MINUTE } from '../../shared/contract/rate-limits.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { text } from '../../shared/contract/text.ts';

const PAGE = 'admin';

/** Nothing but our own files and our own API; no script or style within the page, no frame around it. */
const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/** Asked for anew each time, so that page and script are never of two versions. */
const FRESH = { 'cache-control': 'no-cache' };

const CONTENT_TYPES: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

export const getAdministrationPage = defineRoute({
  id: 'service.administrationPage',
  method: 'GET',
  path: '/admin',
  summary: "Page d'administration",
  description:
    'The page itself holds no data: it asks the API for them, with the token of the administrator who signs in on it.',
  access: 'public',
  responses: { 200: { description: 'Page', contentType: 'text/html; charset=utf-8' } },
  errors: ['not_found'],
  uses: ['pageFiles'],
  example: {},
}).handle(async ({ services }) => {
  const file = await services.pageFiles.file(PAGE, 'index.html');
  if (!file) throw new AppError('not_found');
  return {
    status: 200,
    content: file.bytes,
    headers: { ...PAGE_HEADERS, ...FRESH, 'content-encoding': file.encoding },
  };
});

export const getAdministrationFile = defineRoute({
  id: 'service.administrationFile',
  method: 'GET',
  path: '/admin/{file}',
  summary: "Fichiers de la page d'administration",
  access: 'public',
  params: z.object({ file: text(100) }),
  responses: {
    200: { description: 'Script, style or picture', contentType: 'text/javascript; charset=utf-8' },
  },
  errors: ['not_found'],
  requestsPerMinute: FREQUENT_REQUESTS_PER_MINUTE,
  uses: ['pageFiles'],
  example: {},
}).handle(async ({ input, services }) => {
  const name = input.params.file;
  const contentType = CONTENT_TYPES[name.split('.').at(-1) ?? ''];
  const file = contentType === undefined ? undefined : await services.pageFiles.file(PAGE, name);
  if (!file || contentType === undefined) throw new AppError('not_found');
  return {
    status: 200,
    content: file.bytes,
    headers: { ...FRESH, 'content-type': contentType, 'content-encoding': file.encoding },
  };
});

/** The API's documentation: the OpenAPI document and two readers of it, with every asset served by ourselves. */
import * as z from 'zod';
import { AppError } from '../../shared/contract/app-error.ts';
import { FREQUENT_REQUESTS_PER_MINUTE } from '../../shared/contract/rate-limits.ts';
import { defineRoute } from '../../shared/contract/route.ts';

const IMMUTABLE_FOR_A_DAY = { 'cache-control': 'public, max-age=86400' };

export const getOpenApi = defineRoute({
  id: 'service.openApi',
  method: 'GET',
  path: '/openapi.json',
  summary: 'Document OpenAPI 3.1',
  access: 'public',
  responses: { 200: { description: 'OpenAPI 3.1', contentType: 'application/json; charset=utf-8' } },
  uses: ['documentationFiles'],
  example: {},
}).handle(async ({ services }) => ({
  status: 200,
  content: await services.documentationFiles.openApi(),
  headers: { 'cache-control': 'public, max-age=300' },
}));

/** Only our own scripts and styles run on these pages; Swagger UI and ReDoc set inline styles. */
const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

function page(title: string, head: string, body: string): string {
  return `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="icon" href="data:,"><style>body{margin:0}</style>${head}</head>
<body>${body}</body>
</html>
`;
}

export const getSwaggerUi = defineRoute({
  id: 'service.swaggerUi',
  method: 'GET',
  path: '/docs',
  summary: 'Documentation interactive (Swagger UI)',
  access: 'public',
  responses: { 200: { description: 'Page', contentType: 'text/html; charset=utf-8' } },
  uses: [],
  example: {},
}).handle(async () => ({
  status: 200,
  content: page(
    'Bordereau — API',
    '<link rel="stylesheet" href="/docs/swagger-ui.css">',
    '<div id="swagger-ui"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/swagger-start.js"></script>',
  ),
  headers: PAGE_HEADERS,
}));

export const getReDoc = defineRoute({
  id: 'service.reDoc',
  method: 'GET',
  path: '/redoc',
  summary: 'Documentation de référence (ReDoc)',
  access: 'public',
  responses: { 200: { description: 'Page', contentType: 'text/html; charset=utf-8' } },
  uses: [],
  example: {},
}).handle(async () => ({
  status: 200,
  content: page(
    'Bordereau — API',
    '',
    '<redoc spec-url="/openapi.json" disable-google-font="true"></redoc><script src="/docs/redoc.standalone.js"></script>',
  ),
  headers: PAGE_HEADERS,
}));

const CONTENT_TYPES: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

export const getDocumentationAsset = defineRoute({
  id: 'service.documentationAsset',
  method: 'GET',
  path: '/docs/{asset}',
  summary: 'Fichiers de la documentation',
  access: 'public',
  params: z.object({ asset: z.string().max(100) }),
  responses: { 200: { description: 'Script or style', contentType: 'text/javascript; charset=utf-8' } },
  errors: ['not_found'],
  requestsPerMinute: FREQUENT_REQUESTS_PER_MINUTE,
  uses: ['documentationFiles'],
  example: {},
}).handle(async ({ input, services }) => {
  const { asset } = input.params;
  const content = await services.documentationFiles.asset(asset);
  if (content === undefined) throw new AppError('not_found');
  const contentType = CONTENT_TYPES[asset.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  return {
    status: 200,
    content: content.bytes,
    headers: {
      ...IMMUTABLE_FOR_A_DAY,
      'content-type': contentType,
      ...(content.encoding && { 'content-encoding': content.encoding }),
    },
  };
});

/** The files that the documentation room serves, made once when bundling so that a request only reads them. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { rooms } from '../../functions/catalogue.ts';
import { PRODUCT_VERSION } from '../../functions/service/product-version.ts';
import { buildOpenApi } from '../../shared/contract/openapi.ts';

const compress = promisify(gzip);
const require = createRequire(import.meta.url);

/** Starts Swagger UI on our own document. A file, not an inline script: the page's policy allows no inline ones. */
const SWAGGER_START = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  persistAuthorization: true,
  presets: [SwaggerUIBundle.presets.apis],
});
`;

/** ReDoc shows its maker's mark from a server of theirs; our pages ask nobody but ourselves. */
const FOREIGN_MARK = 'https://cdn.redoc.ly/redoc/logo-mini.svg';

async function redoc(): Promise<Buffer> {
  const script = await readFile(require.resolve('redoc/bundles/redoc.standalone.js'), 'utf8');
  return Buffer.from(script.replaceAll(FOREIGN_MARK, 'data:,'));
}

/** Writes `openapi.json` and the gzipped assets of both readers into `folder`. */
export async function writeDocumentation(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const assets: Record<string, Buffer | Promise<Buffer>> = {
    'swagger-start.js': Buffer.from(SWAGGER_START),
    'swagger-ui-bundle.js': readFile(require.resolve('swagger-ui-dist/swagger-ui-bundle.js')),
    'swagger-ui.css': readFile(require.resolve('swagger-ui-dist/swagger-ui.css')),
    'redoc.standalone.js': redoc(),
  };
  await Promise.all([
    writeFile(
      join(folder, 'openapi.json'),
      JSON.stringify(buildOpenApi(rooms, { version: PRODUCT_VERSION })),
    ),
    ...Object.entries(assets).map(async ([name, content]) => {
      await writeFile(join(folder, `${name}.gz`), await compress(await content, { level: 9 }));
    }),
  ]);
}

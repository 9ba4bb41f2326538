import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, startBrowser, watchedPage } from '../support/browser.ts';
import { Installation } from '../support/installation.ts';

describe.runIf(hasBrowser)('the documentation in a real browser', { timeout: 60_000 }, () => {
  let installation: Installation;
  let browser: Browser;

  beforeAll(async () => {
    installation = await Installation.start();
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await installation?.remove();
  });

  async function open(path: string) {
    const watched = await watchedPage(browser, installation.apiUrl);
    await watched.page.goto(`${installation.apiUrl}${path}`);
    return watched;
  }

  test('Swagger UI lists the endpoints, from our own assets alone and without an error', async () => {
    const { page, foreign, errors } = await open('/docs');
    await page.getByText('/api/dashboard/statistics').waitFor();
    await page.getByText('/extract', { exact: true }).waitFor();
    expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
  });

  test('Swagger UI calls an endpoint', async () => {
    const { page } = await open('/docs');
    await page.getByText('/health', { exact: true }).click();
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.getByRole('button', { name: 'Execute' }).click();
    await page.getByText('"healthy"').first().waitFor();
  });

  test('ReDoc lists the endpoints, from our own assets alone and without an error', async () => {
    const { page, foreign, errors } = await open('/redoc');
    await page.getByRole('heading', { name: 'Statistiques globales' }).waitFor();
    expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
  });
});

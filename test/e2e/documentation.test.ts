import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Installation } from '../support/installation.ts';

/** Any Chromium of the machine's; where there is none, the pages are only checked as files by the contract tests. */
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);

describe.runIf(CHROMIUM)('the documentation in a real browser', () => {
  let installation: Installation;
  let browser: Browser;

  beforeAll(async () => {
    installation = await Installation.start();
    browser = await chromium.launch({
      executablePath: CHROMIUM!,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    });
  });

  afterAll(async () => {
    await browser?.close();
    await installation?.remove();
  });

  /** Opens a page, and collects what it asked of others and what went wrong. */
  async function open(path: string) {
    const page = await browser.newPage();
    const foreign: string[] = [];
    const errors: string[] = [];
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(installation.apiUrl) && !/^(data|blob):/.test(url)) foreign.push(url);
    });
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(`${installation.apiUrl}${path}`);
    return { page, foreign, errors };
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

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, startBrowser, watchedPage } from '../support/browser.ts';
import { bordereau } from '../support/command-line.ts';
import { eventually } from '../support/eventually.ts';
import { faxLogCsvFile } from '../support/fax-log-generator.ts';
import { Installation } from '../support/installation.ts';

describe.runIf(hasBrowser)('the page /admin in a real browser', { timeout: 60_000 }, () => {
  let installation: Installation;
  let browser: Browser;
  let folder: string;
  let password: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bordereau-page-'));
    installation = await Installation.start();
    [, password = ''] = await eventually(
      async () => /Sign-in +admin \/ (\S+)/.exec(installation.output) ?? [],
      (found) => found.length > 0,
      { timeoutSeconds: 90, what: 'the password of the first start' },
    );
    const log = join(folder, 'journal-2024-01.csv');
    await writeFile(log, await faxLogCsvFile({ rows: 400, seed: 11 }));
    const { status, stderr } = await bordereau(['reports', 'import', log], {
      DATA_DIR: installation.dataDirectory,
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await installation?.remove();
    await rm(folder, { recursive: true });
  });

  /** Opens the page with a clock that a test may put forward. */
  async function open(options: BrowserContextOptions = {}) {
    const watched = await watchedPage(browser, installation.apiUrl, { locale: 'fr-FR', ...options });
    const { page } = watched;
    page.setDefaultTimeout(20_000);
    await page.clock.install();
    await page.goto(`${installation.apiUrl}/admin`);
    return watched;
  }

  async function signIn(page: Page) {
    await page.getByLabel('Identifiant').fill('admin');
    await page.getByLabel('Mot de passe').fill(password);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByText('journal-2024-01.csv').waitFor();
  }

  const status = (page: Page) => page.locator('.status-line');
  /** Not « Mise à jour… ». */
  const upToDate = (page: Page) => page.locator('.status-line', { hasText: /^À jour$/ });

  test('shows figures, health and the latest logs after a sign-in, from our own files alone', async () => {
    const { page, foreign, errors } = await open();
    await signIn(page);
    for (const name of [
      'Système',
      'Santé',
      'Cache',
      'Limitation de débit du jour',
      'Derniers journaux',
      'API',
    ]) {
      await page.getByRole('region', { name }).waitFor();
    }
    expect(await page.getByRole('meter', { name: 'Processeur' }).getAttribute('aria-valuetext')).toMatch(
      /%$/,
    );
    await page.locator('.tile', { hasText: /^Fax400/ }).waitFor();
    await page.getByText('Base de données').waitFor();
    await upToDate(page).waitFor();
    expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
    await page.context().close();
  });

  test('refreshes itself every 30 seconds, unless paused, and at once when asked', async () => {
    const { page } = await open();
    const asked: string[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('/api/admin/metrics')) asked.push(response.url());
    });
    await signIn(page);
    expect(asked).toHaveLength(1);
    await page.getByText(/Prochaine dans (2\d|30) s/).waitFor();
    const again = page.waitForResponse(/\/api\/admin\/metrics$/);
    await page.clock.runFor(31_000);
    await again;
    await upToDate(page).waitFor();

    await page.getByRole('button', { name: 'Pause' }).click();
    await page.locator('.countdown', { hasText: 'En pause' }).waitFor();
    const before = asked.length;
    await page.clock.runFor(90_000);
    expect(asked).toHaveLength(before);
    const byHand = page.waitForResponse(/\/api\/admin\/metrics$/);
    await page.getByRole('button', { name: 'Actualiser' }).click();
    await byHand;
    await page.getByRole('button', { name: 'Reprendre' }).click();
    await page.getByText(/Prochaine dans \d+ s/).waitFor();
    await page.context().close();
  });

  test('says when the API does not answer, keeps what it showed, and recovers by itself', async () => {
    const { page } = await open();
    await signIn(page);
    await page.route('**/api/**', (route) => route.abort());
    await page.clock.runFor(31_000);
    await page.getByRole('alert').getByText('L’API ne répond pas').waitFor();
    await page.getByText('journal-2024-01.csv').waitFor();
    expect(await status(page).textContent()).toBe('L’API ne répond pas');
    await page.unroute('**/api/**');
    await page.clock.runFor(31_000);
    await upToDate(page).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.context().close();
  });

  test('asks to sign in again when the token is no longer accepted, and shows nothing meanwhile', async () => {
    const { page } = await open();
    await signIn(page);
    await page.route('**/api/admin/**', (route) =>
      route.fulfill({
        status: 401,
        json: { success: false, error: { code: 'unauthorized', message: 'x', request_id: 'r' } },
      }),
    );
    await page.getByRole('button', { name: 'Actualiser' }).click();
    await page.getByText('Votre session a expiré').waitFor();
    expect(await page.getByText('journal-2024-01.csv').count()).toBe(0);
    expect(await page.evaluate(() => Object.keys(sessionStorage))).not.toContain('bordereau.session');
    await page.context().close();
  });

  test('keeps the token in the tab alone: a reload stays signed in, another tab and a sign-out do not', async () => {
    const { page } = await open();
    await signIn(page);
    await page.reload();
    await page.getByText('journal-2024-01.csv').waitFor();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    expect(await page.context().cookies()).toEqual([]);
    const other = await page.context().newPage();
    await other.goto(`${installation.apiUrl}/admin`);
    await other.getByLabel('Identifiant').waitFor();
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.getByText('Vous êtes déconnecté.').waitFor();
    await page.reload();
    await page.getByLabel('Identifiant').waitFor();
    await page.context().close();
  });

  test('tells a wrong password, and who is no administrator', async () => {
    const { page } = await open();
    await page.getByLabel('Identifiant').fill('admin');
    await page.getByLabel('Mot de passe').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Identifiant ou mot de passe incorrect.').waitFor();
    await page.getByText('Utiliser un jeton').click();
    await page.getByLabel('Jeton ou clé').fill(await installation.token('viewer'));
    await page.keyboard.press('Enter');
    await page.getByText('n’est pas administrateur').waitFor();
    await page.context().close();
  });

  test('speaks English when asked, and a token opens it too', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('Use a token').click();
    await page.getByLabel('Token or key').fill(await installation.token());
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('region', { name: 'Latest logs' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.context().close();
  });

  test('saves a log as CSV', async () => {
    const { page } = await open();
    await signIn(page);
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Exporter en CSV : journal-2024-01.csv' }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toMatch(/^journal-2024-01-import_\w+\.csv$/);
    const text = await readFile(await download.path(), 'utf8');
    expect(text.split('\r\n')[0]).toBe(
      'fax_id,mode,numero_original,numero_normalise,pages,valide,erreurs,date_heure',
    );
    expect(text.trimEnd().split('\r\n')).toHaveLength(401);
    await page.context().close();
  });

  test('fits a phone, and is worked by keyboard alone', async () => {
    const { page } = await open({ viewport: { width: 390, height: 844 } });
    await signIn(page);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    await page.getByRole('link', { name: 'Aller au contenu' }).focus();
    const reached: string[] = ['Aller au contenu'];
    for (let presses = 0; presses < 8; presses++) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate<string>('document.activeElement.textContent'));
    }
    for (const name of ['Aller au contenu', 'FR', 'EN', 'Se déconnecter', 'Pause', 'Actualiser', 'CSV'])
      expect(reached).toContain(name);
    await page.context().close();
  });
});

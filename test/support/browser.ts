/** The product's pages in a real browser, with a look at what they ask of others and what goes wrong in them. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Any Chromium of the machine's; undefined where there is none, and the pages are only checked as files and parts. */
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);

/** For `describe.runIf`. */
export const hasBrowser = CHROMIUM !== undefined;

/** @throws Error where `hasBrowser` is false. */
export async function startBrowser(): Promise<Browser> {
  if (!CHROMIUM) throw new Error('there is no Chromium on this machine');
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
}

/** A page with what it did so far. */
export interface WatchedPage {
  page: Page;
  /** Addresses outside the installation that it asked for. */
  foreign: string[];
  /** Messages of errors, thrown or told to its console. */
  errors: string[];
}

/** A blank page in a context of its own, watched from the start. */
export async function watchedPage(
  browser: Browser,
  ownUrl: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const foreign: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(ownUrl) && !/^(data|blob):/.test(url)) foreign.push(url);
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return { page, foreign, errors };
}

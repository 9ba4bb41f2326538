import type { Page, Provider } from './page.ts';

/** Who read a document: the engine of its first page that needed one, else the text layer or XML. */
export function providerOf(pages: readonly Page[]): Provider {
  const engine = pages.find((page) => page.provider !== 'text-layer' && page.provider !== 'xml');
  return (engine ?? pages[0])?.provider ?? 'text-layer';
}

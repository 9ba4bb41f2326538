import { describe, expect, test } from 'vitest';
import { ERROR_STATUS, type ErrorCode } from '../../../../shared/contract/app-error.ts';
import { messageFor, preferredLanguage } from '../../../../shared/contract/messages.ts';

describe('the language', () => {
  test.each([
    [undefined, 'fr'],
    ['', 'fr'],
    ['*', 'fr'],
    ['de', 'fr'],
    ['en', 'en'],
    ['EN-us', 'en'],
    ['fr-CH, en;q=0.9', 'fr'],
    ['en-GB,en;q=0.9,fr;q=0.8', 'en'],
    ['en, fr', 'fr'],
    ['en;q=0.5, fr;q=0.7', 'fr'],
    ['fr;q=0.5, en;q=0.7', 'en'],
    ['de, en;q=0.1', 'en'],
    ['en;q=0', 'fr'],
    ['fr;q=0, en;q=0.1', 'en'],
    ['en;q=junk', 'fr'],
    [',;,;q=1,,', 'fr'],
    ['english', 'fr'],
    [`${'x,'.repeat(10_000)}en`, 'en'],
  ] as const)('for Accept-Language %j is %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});

test('every code has a sentence in both languages, and none of them the same', () => {
  for (const code of Object.keys(ERROR_STATUS) as ErrorCode[]) {
    const [french, english] = [messageFor(code, 'fr'), messageFor(code, 'en')];
    for (const sentence of [french, english]) expect(sentence, code).toMatch(/^\p{Lu}.*\.$/u);
    expect(french).not.toBe(english);
  }
});

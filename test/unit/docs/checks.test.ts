/** docs/checks.md is written from the catalogue: `npx vitest run test/unit/docs -u` writes it anew. */
import { expect, test } from 'vitest';
import { CHECK_CODES, CHECKS } from '../../../shared/domain/extraction/checks/catalogue.ts';
import type { CheckDefinition } from '../../../shared/domain/extraction/checks/definition.ts';
import { MENTION_RULES } from '../../../shared/domain/extraction/checks/french-mentions.ts';
import { MENTION_NAMES } from '../../../shared/domain/extraction/checks/names.ts';
import { REVIEW_REASONS } from '../../../shared/domain/extraction/checks/review.ts';
import { VAT_RATES, VAT_RATES_FROM } from '../../../shared/domain/vat-rates/vat-rates.ts';

const cell = (text: string) => text.replace(/\|/g, '\\|');
const table = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
  [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

function page(): string {
  const definitions = CHECK_CODES.map((code) => [code, CHECKS[code] as CheckDefinition] as const);
  return `# Checks

Written from \`shared/domain/extraction/checks/catalogue.ts\`; a test keeps it complete.

A record carries what was checked of it: \`{code, level, fields, rule?, parameters?, message}\`. Codes are stable. An
**error** keeps the record from being booked before a person has decided; a **warning** is worth a look; **info**
explains. The message is French, or English where \`Accept-Language\` (or \`--language en\`) prefers it;
\`parameters\` are the values in it. A check may be raised at another level than listed, where less is known.

${table(
  ['code', 'level', 'what it means', 'en français', 'source'],
  definitions.map(([code, { level, meaning, source }]) => [
    `\`${code}\``,
    level,
    meaning.en,
    meaning.fr,
    source ?? '',
  ]),
)}

## Why a record is to be reviewed

\`needs_review\` is true exactly where \`review_reasons\` has something: \`{code, field?, check?, confidence?,
document_type?, message}\`. \`overall_confidence\` is the mean of the fields found.

${table(
  ['code', 'what it means', 'en français'],
  Object.entries(REVIEW_REASONS).map(([code, { meaning }]) => [`\`${code}\``, meaning.en, meaning.fr]),
)}

## What an invoice of a French seller has to say

Looked for only on invoices and credit notes of sellers with a French VAT or company number, on pages that were read
well. The address of delivery and the option to pay the tax on debits are due only where they apply, and are not
looked for.

${table(
  ['check', 'particular', 'en français', 'source'],
  MENTION_RULES.map(({ group, mention, source }) => [
    `\`${group}\``,
    MENTION_NAMES[mention].en,
    MENTION_NAMES[mention].fr,
    source,
  ]),
)}

## Rates of VAT

In percent, from ${VAT_RATES_FROM} on; zero is always possible. Held against the seller's country and the buyer's, on
the day of the invoice and half a year before it, since a supply is taxed at the rate of its own day.

${table(
  ['country', 'from', 'rates', 'besides', 'source'],
  Object.entries(VAT_RATES).flatMap(([country, { periods, besides = [], source }]) =>
    periods.map(([from, rates], index) => [
      index === 0 ? country : '',
      from === VAT_RATES_FROM ? '' : from,
      rates.join(', '),
      index === 0 ? besides.join(', ') : '',
      index === 0 ? source : '',
    ]),
  ),
)}
`;
}

test('docs/checks.md lists every check, reason, mention and rate', async () => {
  await expect(page()).toMatchFileSnapshot('../../../docs/checks.md');
});

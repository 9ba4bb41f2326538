/** docs/e-invoices.md is written from the rules: `npx vitest run test/unit/docs -u` writes it anew. */
import { expect, test } from 'vitest';
import { RULES } from '../../../shared/domain/einvoice/rules/rules.ts';

const cell = (text: string) => text.replace(/\|/g, '\\|');
const rows = RULES.map(
  ({ id, text, from = 'minimum', level = 'error', holdsForZugferd1 }) =>
    `| ${[id, level, holdsForZugferd1 ? `zugferd-1, ${from}` : from, text.en, text.fr].map(cell).join(' | ')} |`,
);

const PAGE = `# E-invoices

Read: UN/CEFACT Cross Industry Invoice (Factur-X and ZUGFeRD 2 of any profile, XRechnung), the CrossIndustryDocument of
ZUGFeRD 1, UBL 2 Invoice and CreditNote (XRechnung, Peppol, with or without its envelope); as a file of its own, or
embedded in a PDF under any name. XML of another kind is refused with \`unsupported_format\` and the name of its root;
XML that is broken, declares a document type or is out of bounds with \`unreadable_file\` and a \`reason\`.

- Fields are of source \`xml\` and certain. In a PDF they have the place of the same value on the page, and fields that
  only the page has are added where they were read surely. Profiles without lines take the page's.
- \`siret_fournisseur\` and \`siren_fournisseur\` hold the number of the register of companies (BT-30): of nine
  characters the latter, any other the former, in whichever country. \`tva_fournisseur\` is the VAT identifier (BT-31),
  or the number with the tax office (BT-32) of a seller that has none. \`iban\` is the account to pay to (BT-84).
- The type follows the code (BT-3): 381 and its like are credit notes, 325 is a quote, all others are invoices. Amounts
  keep the signs of the file.
- A page that says otherwise raises \`xml_differs_from_page\`, an error where it prints another account to pay to,
  or its text layer another total.
- \`bordereau extract --ignore-embedded-xml\` reads the page of a PDF alone.

## The rules held against them

Each broken rule is one check \`en16931_rule\` with its id in \`rule\`. They are those of EN 16931-1 with the tolerances of
its published validation artefacts, as far as a profile promises what they speak of: the column says from which on.

| rule | level | from profile | what it asks for | en français |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;

test('docs/e-invoices.md tells every rule', async () => {
  await expect(PAGE).toMatchFileSnapshot('../../../docs/e-invoices.md');
});

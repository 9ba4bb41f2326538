/** Numbers as some issuers print them: typed wrongly, or samples out of a manual, with keys that fail. */
import type { Random } from '../random.ts';
import type { Party } from './party.ts';

/** The party with numbers of the right form whose keys are mere chance. */
export function withWrongKeys(random: Random, party: Party): Party {
  const { ids } = party;
  const chanced = (text: string, from: number) =>
    text.slice(0, from) + text.slice(from).replace(/\d/g, () => random.digits(1, true));
  const siren =
    ids.siren === undefined
      ? undefined
      : random.pick(['123456789', '111222333', '123123123', random.digits(9)]);
  const vat =
    ids.vat === undefined
      ? undefined
      : siren === undefined
        ? chanced(ids.vat, 3)
        : `FR${random.digits(2)}${siren}`;
  return {
    ...party,
    ids: {
      ...ids,
      ...(siren === undefined ? {} : { siren, siret: `${siren}000${random.digits(2)}` }),
      ...(vat === undefined ? {} : { vat }),
    },
    accounts: party.accounts.map((account) => ({ ...account, iban: chanced(account.iban, 2) })),
  };
}

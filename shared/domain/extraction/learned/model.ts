/** The file that training writes, and what scoring makes of it. */
import { type Forest, packForest, unpackForest } from './forest.ts';

/** The questions asked about each kind of candidate: "is this amount the net total?" … */
export const ROLES = {
  amount: ['net', 'tax', 'gross', 'due'],
  date: ['issue', 'due'],
  number: ['invoice', 'order'],
  party: ['seller', 'buyer'],
  /** Whether an identifier is the seller's rather than the buyer's. */
  identifier: ['seller'],
} as const;

export type Kind = keyof typeof ROLES;
export const KINDS = Object.keys(ROLES) as Kind[];

/** Forests by role, for one kind of candidate. */
export interface KindModel {
  /** Names of the features, in the order of a row. */
  features: string[];
  roles: Record<string, Forest>;
}

export type Model = Record<Kind, KindModel>;

/** A model as JSON: names joined by spaces and forests packed, so that it stays small and no formatter touches it. */
export interface ModelFile {
  /** Changes with every training: goes into each record. */
  version: string;
  kinds: Partial<Record<string, { features: string; roles: Partial<Record<string, string>> }>>;
}

export function writeModel(model: Model): Pick<ModelFile, 'kinds'> {
  const kinds: ModelFile['kinds'] = {};
  for (const kind of KINDS) {
    const { features, roles } = model[kind];
    kinds[kind] = {
      features: features.join(' '),
      roles: Object.fromEntries(Object.entries(roles).map(([role, forest]) => [role, packForest(forest)])),
    };
  }
  return { kinds };
}

/** The model in a file; a kind or role that the file lacks has forests without trees. */
export function readModel(file: ModelFile): Model {
  const read = (kind: Kind): KindModel => {
    const { features = '', roles = {} } = file.kinds[kind] ?? {};
    return {
      features: features.split(' '),
      roles: Object.fromEntries(Object.entries(roles).map(([role, text]) => [role, unpackForest(text!)])),
    };
  };
  return {
    amount: read('amount'),
    date: read('date'),
    number: read('number'),
    party: read('party'),
    identifier: read('identifier'),
  };
}

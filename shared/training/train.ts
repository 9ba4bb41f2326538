/** Trains the model that extraction ships, on CPU and from a seed; `--help` says what can be asked. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { extract } from '../domain/extraction/extract.ts';
import { calibrationOf } from '../domain/extraction/learned/confidence.ts';
import { packForest } from '../domain/extraction/learned/forest.ts';
import { ALL_LEARNED, MIXED, scorerOf } from '../domain/extraction/learned/learned-scorer.ts';
import { KINDS, type ModelFile, ROLES, writeModel } from '../domain/extraction/learned/model.ts';
import { rulesScorer } from '../domain/extraction/scoring/rules-scorer.ts';
import { cardOf, type Measured } from './card.ts';
import { outcomesOf } from './evaluate.ts';
import { documentsIn, generatedDocument } from './known-documents.ts';
import { sourceHash } from './sources.ts';
import { ConfidenceExamples } from './train-confidence.ts';
import { ExampleSet, type KnownDocument, trainModel } from './train-model.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const LEARNED = path.join(PROJECT, 'shared/domain/extraction/learned');
const MODEL_FILE = path.join(LEARNED, 'model.json');
const VERSION_FILE = path.join(LEARNED, 'version.ts');
const CARD_FILE = path.join(PROJECT, 'docs/model-card.md');

/** Seeds of generated documents: each part of the data has its own, far from the others. */
const PART = 10_000_000;

/** A document that a person corrected is worth so many generated ones. */
const CORRECTION_WEIGHT = 5;

const HELP = `npm run train -- [options]

Trains the model that extraction ships, on CPU and from its seed, in some minutes; overwrites model.json, its version
and docs/model-card.md.

  --verify                  train it again and compare, byte for byte; writes nothing
  --documents N             so many generated documents (as the shipped model)
  --seed N                  another seed (as the shipped model)
  --corrections FILE.jsonl  learn from corrected documents too: lines of {pages, fields}
  --measure NAME=FILE.jsonl measure on such documents too, for the card (may be repeated)
`;

const { values } = parseArgs({
  options: {
    documents: { type: 'string' },
    seed: { type: 'string' },
    verify: { type: 'boolean', default: false },
    corrections: { type: 'string' },
    measure: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

interface Recipe {
  seed: number;
  /** For the scorer; half as many again teach confidence, a fifth are held out for the card. */
  documents: number;
}

type Shipped = ModelFile & { recipe: Recipe & { sources: string; corrections: number } };

const shipped: Partial<Shipped> = JSON.parse(readFileSync(MODEL_FILE, 'utf8'));
const recipe: Recipe = {
  seed: Number(values.seed ?? shipped.recipe?.seed ?? 1),
  documents: Number(values.documents ?? shipped.recipe?.documents ?? 2500),
};
const sources = sourceHash(PROJECT, [VERSION_FILE]);
if (values.verify && shipped.recipe?.sources !== sources)
  console.log(
    `The shipped model was trained by other sources (${shipped.recipe?.sources}; these are ${sources}).`,
  );
const began = performance.now();
const corrections = values.corrections ? await documentsIn(values.corrections) : [];
const { file, scorers, calibration, candidates } = train(recipe, corrections);
const text = `${JSON.stringify(file, null, 2)}\n`;
const seconds = Math.round((performance.now() - began) / 1000);

if (values.verify) {
  const same = text === readFileSync(MODEL_FILE, 'utf8');
  console.log(same ? 'The same model, byte for byte.' : 'Another model than the shipped one.');
  process.exitCode = same ? 0 : 1;
} else {
  const measured = [measure('held-out generated documents', generated(3, Math.ceil(recipe.documents / 5)))];
  for (const entry of values.measure) {
    const [name = '', documents = ''] = entry.split('=');
    measured.push(measure(name, await documentsIn(documents)));
  }
  writeFileSync(MODEL_FILE, text);
  writeFileSync(
    VERSION_FILE,
    `/** Names the trained model; written by training with it. */\nexport const LEARNED_VERSION = '${file.version}';\n`,
  );
  const card = cardOf({
    version: file.version,
    date: new Date().toISOString().slice(0, 10),
    seed: recipe.seed,
    sources,
    documents: recipe.documents,
    calibrationDocuments: Math.ceil(recipe.documents / 2),
    corrections: corrections.length,
    candidates,
    bytes: text.length,
    seconds,
    used: 'mixed',
    measured,
  });
  writeFileSync(CARD_FILE, card);
  console.log(card);
}

function train({ seed, documents }: Recipe, corrected: readonly KnownDocument[]) {
  const examples = new ExampleSet();
  for (const document of generated(1, documents)) examples.add(document);
  for (const document of corrected) for (let i = 0; i < CORRECTION_WEIGHT; i++) examples.add(document);
  tell(`${examples.documents} documents taken apart`);
  const model = trainModel(examples, { seed }, tell);
  const scorers = {
    rules: rulesScorer,
    learned: scorerOf(model, ALL_LEARNED),
    mixed: scorerOf(model, MIXED),
  };
  const confidence = new ConfidenceExamples();
  for (const document of generated(2, Math.ceil(documents / 2))) confidence.add(document, scorers.mixed);
  for (const document of corrected) confidence.add(document, scorers.mixed);
  const forests = confidence.train(seed);
  tell('confidence learned');
  const { kinds } = writeModel(model);
  kinds.field = {
    features: confidence.names.join(' '),
    roles: Object.fromEntries(Object.entries(forests).map(([label, forest]) => [label, packForest(forest)])),
  };
  const version = `forest-${createHash('sha256').update(JSON.stringify(kinds)).digest('hex').slice(0, 8)}`;
  const file: Shipped = {
    version,
    recipe: { seed, documents, sources, corrections: corrected.length },
    kinds,
  };
  let candidates = 0;
  for (const kind of KINDS) candidates += examples.of(kind, ROLES[kind][0]).rows.length;
  return { file, scorers, calibration: calibrationOf(forests), candidates };
}

function* generated(part: number, count: number): Iterable<KnownDocument> {
  for (let i = 0; i < count; i++) yield generatedDocument((recipe.seed * 10 + part) * PART + i);
}

function measure(collection: string, documents: Iterable<KnownDocument>): Measured {
  const measured: Measured = { collection, documents: 0, scorers: { rules: [], learned: [], mixed: [] } };
  for (const { pages, fields } of documents) {
    measured.documents++;
    for (const [name, scorer] of Object.entries(scorers))
      measured.scorers[name]!.push(...outcomesOf(extract(pages, { scorer, calibration }), fields));
  }
  tell(`measured on ${collection}`);
  return measured;
}

function tell(progress: string): void {
  console.error(`${((performance.now() - began) / 1000).toFixed(1)} s  ${progress}`);
}

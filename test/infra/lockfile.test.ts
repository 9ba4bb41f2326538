import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface LockedPackage {
  version: string;
  os?: string[];
  cpu?: string[];
  hasInstallScript?: boolean;
  optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(
  readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'),
) as { packages: Record<string, LockedPackage> };

test('the lockfile names the builds of every platform, or npm ci refuses it', () => {
  // npm leaves out builds that the registry in use does not mirror.
  const missing = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.entries(optionalDependencies)
      .filter(([name, range]) => /^\d/.test(range) && packages[`node_modules/${name}`] === undefined)
      .map(([name]) => name),
  );
  expect(missing).toEqual([]);
});

test('the lockfile pins one version of the Node that runs and is deployed', () => {
  const versions = Object.entries(packages)
    .filter(([path]) => /^node_modules\/node-(linux|darwin|win)/.test(path))
    .map(([, { version }]) => version);
  expect(versions.length).toBeGreaterThan(0);
  expect(new Set(versions).size).toBe(1);
  expect(versions[0]).toMatch(/^24\./);
});

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { sourceHash, TRAINING_SOURCES } from '../../../../shared/training/sources.ts';

const PROJECT = fileURLToPath(new URL('../../../../', import.meta.url));

describe('the sources of training', () => {
  it('are all that training reaches', async () => {
    const { metafile } = await build({
      absWorkingDir: PROJECT,
      entryPoints: ['shared/training/train.ts'],
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      metafile: true,
      write: false,
    });
    const beyond = Object.keys(metafile.inputs).filter(
      (file) => !TRAINING_SOURCES.some((folder) => file.startsWith(`${folder}/`)),
    );
    expect(beyond).toEqual([]);
  });

  it('have a fingerprint that a file more or less changes', () => {
    const all = sourceHash(PROJECT, []);
    expect(all).toMatch(/^[0-9a-f]{12}$/);
    expect(sourceHash(PROJECT, [])).toBe(all);
    expect(sourceHash(PROJECT, [`${PROJECT}shared/training/train.ts`])).not.toBe(all);
  });
});

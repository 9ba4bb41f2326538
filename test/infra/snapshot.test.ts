import { expect, test } from 'vitest';
import { synthesize } from './product-templates.ts';

/** Hashes of bundles and of their order change with every source; what else changes should be meant. */
function withoutHashes(template: object): string {
  const text = JSON.stringify(template, (key, value) => (key === 'Metadata' ? undefined : value), 2);
  return `${text.replaceAll(/[0-9a-f]{64}/g, '<hash of the bundle>')}\n`;
}

test('the templates change only on purpose', async () => {
  const { templates } = await synthesize();
  for (const [name, template] of Object.entries(templates)) {
    await expect(withoutHashes(template)).toMatchFileSnapshot(`snapshots/${name}.snap`);
  }
});

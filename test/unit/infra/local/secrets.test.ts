import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { SecretsKeeper } from '../../../../infra/local/secrets.ts';
import { resolveAssembly } from '../../../../infra/local/template.ts';
import { createScratch } from './fixtures/start.ts';

const scratch = createScratch();
afterAll(() => scratch.remove());

const secret = (rules: object) => ({
  Type: 'AWS::SecretsManager::Secret',
  Properties: { GenerateSecretString: rules },
});
const model = resolveAssembly(
  [
    {
      name: 'S',
      assets: new Map(),
      paths: new Map(),
      template: {
        Resources: {
          Plain: secret({}),
          Numbers: secret({
            PasswordLength: 12,
            ExcludeLowercase: true,
            ExcludeUppercase: true,
            ExcludePunctuation: true,
          }),
          Json: secret({
            SecretStringTemplate: '{"user":"admin"}',
            GenerateStringKey: 'password',
            ExcludeCharacters: 'abc',
          }),
        },
      },
    },
  ],
  { sqsUrl: '', apiUrl: '' },
);

test('secrets follow their rules, stay over restarts, and can be read by their owner only', () => {
  const served = new SecretsKeeper(scratch.path).serve(model);
  const value = (name: string) => served.find((candidate) => candidate.name === `S-${name}`)!.value;
  expect(value('Plain')).toHaveLength(32);
  expect(value('Numbers')).toMatch(/^[0-9]{12}$/);
  expect(JSON.parse(value('Json'))).toEqual({
    user: 'admin',
    password: expect.stringMatching(/^[^abc]{32}$/),
  });
  const again = new SecretsKeeper(scratch.path);
  expect(again.serve(model)).toEqual(served);
  expect(again.credentials).toEqual(
    JSON.parse(readFileSync(join(scratch.path, 'secrets.json'), 'utf8')).credentials,
  );
  expect(statSync(join(scratch.path, 'secrets.json')).mode & 0o777).toBe(0o600);
});

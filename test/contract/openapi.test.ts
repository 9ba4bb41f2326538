import { describe, expect, test } from 'vitest';
import { rooms } from '../../functions/catalogue.ts';
import type { AnyRoute } from '../../shared/contract/route.ts';
import { openApi, operationOf } from '../support/openapi-check.ts';

const routes: readonly AnyRoute[] = rooms.flatMap((room) => [...room.routes]);

test('the document is the same however often it is made', async () => {
  const { buildOpenApi } = await import('../../shared/contract/openapi.ts');
  expect(JSON.stringify(buildOpenApi(rooms, { version: '0.0.0-test' }))).toBe(JSON.stringify(openApi));
});

test('it names every route once, and nothing else', () => {
  const documented = Object.entries(openApi.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { operationId }]) => `${operationId} ${method} ${path}`),
  );
  const defined = routes.map(({ id, method, path }) => `${id} ${method.toLowerCase()} ${path}`);
  expect(documented.toSorted()).toEqual(defined.toSorted());
  expect(new Set(routes.map(({ id }) => id)).size).toBe(routes.length);
});

test('every reference in it leads somewhere', () => {
  const references = JSON.stringify(openApi).matchAll(/"\$ref":"#\/([^"]+)"/g);
  for (const [, path = ''] of references) {
    const target = path
      .split('/')
      .reduce((at: unknown, part) => (at as Record<string, unknown>)?.[part], openApi);
    expect(target, path).toBeDefined();
  }
});

describe.each(routes)('$method $path', (route) => {
  const operation = operationOf(route);

  test('documents exactly the parameters of its path', () => {
    const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const documented = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
    expect(documented.map(({ name }) => name)).toEqual(inPath);
    expect(documented.every(({ required }) => required)).toBe(true);
  });

  test('documents who may call it', () => {
    expect(operation.security).toEqual(route.access === 'public' ? [] : [{ bearer: [] }, { apiKey: [] }]);
  });

  test('carries an example that its own rules accept', () => {
    expect(route.example).toBeDefined();
    if (route.query) expect(route.query.safeParse(route.example?.query ?? {}).error).toBeUndefined();
    if (route.example?.body) expect(route.body.safeParse(route.example.body).error).toBeUndefined();
  });
});

import { expect, test } from 'vitest';
import { HttpRoutes } from '../../../../infra/local/http-routes.ts';

const routes = new HttpRoutes(
  [
    'GET /tasks',
    'GET /tasks/{task_id}',
    'ANY /tasks/{task_id}/action',
    'GET /tasks/latest',
    'GET /files/{proxy+}',
    'GET /files/readme',
    'POST /{anything}/action',
    '$default',
  ].map((key) => ({ key, target: key })),
);
const found = (method: string, path: string) => {
  const match = routes.find(method, path);
  return match && [match.route.key, match.pathParameters ?? {}];
};

test('a fixed segment beats a variable one, and a variable one beats the rest of the path', () => {
  expect(found('GET', '/tasks/latest')).toEqual(['GET /tasks/latest', {}]);
  expect(found('GET', '/tasks/t-1')).toEqual(['GET /tasks/{task_id}', { task_id: 't-1' }]);
  expect(found('GET', '/files/readme')).toEqual(['GET /files/readme', {}]);
  expect(found('GET', '/files/a/b.pdf')).toEqual(['GET /files/{proxy+}', { proxy: 'a/b.pdf' }]);
});

test('a path that matches with another method leads on to a less specific route, then to $default', () => {
  expect(found('POST', '/tasks/action')).toEqual(['POST /{anything}/action', { anything: 'tasks' }]);
  expect(found('DELETE', '/tasks')).toEqual(['$default', {}]);
  expect(found('PUT', '/tasks/t-1/action')).toEqual(['ANY /tasks/{task_id}/action', { task_id: 't-1' }]);
});

test('path parameters are decoded, an encoded slash stays in its segment, and bad escapes stay as they are', () => {
  expect(found('GET', '/tasks/a%2Fb%20%C3%A9')).toEqual(['GET /tasks/{task_id}', { task_id: 'a/b é' }]);
  expect(found('GET', '/tasks/%E0%A4%A')).toEqual(['GET /tasks/{task_id}', { task_id: '%E0%A4%A' }]);
});

test('an empty segment is no value of a variable', () => {
  expect(found('GET', '/tasks/')).toEqual(['$default', {}]);
  expect(found('GET', '/files/')).toEqual(['$default', {}]);
  expect(new HttpRoutes([{ key: 'GET /tasks/{id}', target: 1 }]).find('GET', '/tasks/')).toBeUndefined();
});

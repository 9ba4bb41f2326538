import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connect, retryAfterSeconds, toCommandError } from '../../../cli/connection.ts';
import { BordereauError } from '../../../client/client.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let dataDirectory: string;
let stop: (() => void) | undefined;

beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'bordereau-connection-'));
  vi.stubEnv('DATA_DIR', dataDirectory);
  vi.stubEnv('BORDEREAU_URL', undefined);
  vi.stubEnv('BORDEREAU_TOKEN', undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  stop?.();
  stop = undefined;
  await rm(dataDirectory, { recursive: true });
});

/** An API that answers so, one answer after the other; the last one goes on. */
async function serve(...answers: Answer[]): Promise<{ url: string; requests: IncomingMessage[] }> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    request.resume();
    requests.push(request);
    answers[Math.min(requests.length, answers.length) - 1]?.(request, response);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
const refusal = (status: number, code: string, details?: unknown, headers?: Record<string, string>) =>
  json(
    status,
    { success: false, error: { code, message: `Says ${code}.`, details, request_id: 'r' } },
    headers,
  );
const INFORMATION = json(200, { message: 'Bordereau API', version: '1', docs: '/docs' });

async function install(apiUrl: string, secret = 's'.repeat(32)): Promise<void> {
  await writeFile(join(dataDirectory, 'install.json'), JSON.stringify({ apiUrl, tokenSecretName: 'token' }));
  await writeFile(
    join(dataDirectory, 'secrets.json'),
    JSON.stringify({ credentials: {}, secrets: { token: { value: secret } } }),
  );
}

const failure = (asked: Promise<unknown>) =>
  asked.then(
    () => 'no failure',
    (error: Error) => (error instanceof BordereauError ? toCommandError(error) : error).message,
  );

describe('who is spoken to, and as whom', () => {
  test("this machine's installation, with a token that its own secret signed", async () => {
    const { url, requests } = await serve(INFORMATION);
    await install(url);
    const { client, baseUrl } = await connect({ tenant: 'acme' });
    await client.call('service.information');
    expect(baseUrl).toBe(url);
    const [, token = ''] = requests[0]?.headers.authorization?.split(' ') ?? [];
    const { payload } = await jwtVerify(token, new TextEncoder().encode('s'.repeat(32)));
    expect(payload).toMatchObject({ sub: 'command-line', tenant: 'acme', role: 'admin' });
  });

  test('another one by --url, else BORDEREAU_URL, with the token or API key in BORDEREAU_TOKEN', async () => {
    const { url, requests } = await serve(INFORMATION);
    vi.stubEnv('BORDEREAU_TOKEN', 'a.b.c');
    vi.stubEnv('BORDEREAU_URL', 'http://127.0.0.1:1');
    await (await connect({ url: `${url}/` })).client.call('service.information');
    vi.stubEnv('BORDEREAU_URL', url);
    vi.stubEnv('BORDEREAU_TOKEN', 'bdx_0000');
    await (await connect({})).client.call('service.information');
    expect(requests.map(({ headers }) => [headers.authorization, headers['x-api-key']])).toEqual([
      ['Bearer a.b.c', undefined],
      [undefined, 'bdx_0000'],
    ]);
  });

  test('is refused where settings are missing or contradict each other', async () => {
    expect(await failure(connect({}))).toMatch(
      /^no installation in .*: run npm start once, or set DATA_DIR$/,
    );
    expect(await failure(connect({ url: 'http://127.0.0.1:1' }))).toBe(
      'set BORDEREAU_TOKEN to a token or API key of http://127.0.0.1:1',
    );
    expect(await failure(connect({ url: 'localhost:3000' }))).toMatch(/is no address of an installation/);
    expect(await failure(connect({ url: 'http://me:secret@host' }))).not.toContain('secret@');
    vi.stubEnv('BORDEREAU_TOKEN', 'a.b.c');
    expect(await failure(connect({ url: 'http://127.0.0.1:1', tenant: 'acme' }))).toMatch(/^--tenant/);
  });
});

describe('what goes wrong', () => {
  const failureOf = async (...answers: Answer[]) => {
    const { url } = await serve(...answers);
    vi.stubEnv('BORDEREAU_TOKEN', 'a.b.c');
    return failure((await connect({ url })).client.call('service.information'));
  };

  test('is one line with the code, the message and the details', async () => {
    expect(await failureOf(refusal(422, 'not_a_fax_log', { missing: ['Mode'], found: ['a', 'b'] }))).toBe(
      'not_a_fax_log: Says not_a_fax_log. (found: a, b; missing: Mode)',
    );
    expect(await failureOf(refusal(401, 'unauthorized'))).toBe(
      'unauthorized: Says unauthorized.; is BORDEREAU_TOKEN expired, revoked or of another installation?',
    );
    expect(
      await failureOf(
        refusal(400, 'invalid_request', { in: 'query', issues: [{ path: 'page', message: 'Too small' }] }),
      ),
    ).toBe('invalid_request: Says invalid_request. (page: Too small)');
    expect(await failureOf(refusal(500, 'internal_error'))).toBe(
      'internal_error: Says internal_error. The log has more under r',
    );
    expect(await failureOf((_, response) => response.writeHead(502).end('<html>'))).toBe('HTTP 502');
  });

  test('says where nothing answers', async () => {
    vi.stubEnv('BORDEREAU_TOKEN', 'a.b.c');
    const { client } = await connect({ url: 'http://127.0.0.1:9' });
    expect(await failure(client.call('service.information'))).toBe(
      'the installation does not answer at http://127.0.0.1:9: is npm start running?',
    );
  });

  test('a request that came too soon is sent again when it may be', async () => {
    const tooSoon = refusal(429, 'too_many_requests', undefined, { 'retry-after': '0' });
    const { url, requests } = await serve(tooSoon, tooSoon, INFORMATION);
    vi.stubEnv('BORDEREAU_TOKEN', 'a.b.c');
    const { status } = await (await connect({ url })).client.call('service.information');
    expect({ status, requests: requests.length }).toEqual({ status: 200, requests: 3 });
  });

  test('but not when that is long from now, or never ends', async () => {
    expect(await failureOf(refusal(429, 'too_many_requests', undefined, { 'retry-after': '86400' }))).toMatch(
      /^too_many_requests/,
    );
    expect(await failureOf(refusal(429, 'too_many_requests', undefined, { 'retry-after': '0' }))).toMatch(
      /^too_many_requests/,
    );
  });

  test('Retry-After is read as seconds or as a date', () => {
    const now = new Date('2026-11-20T12:00:00Z');
    expect(retryAfterSeconds('17', now)).toBe(17);
    expect(retryAfterSeconds('Fri, 20 Nov 2026 12:00:30 GMT', now)).toBe(30);
    expect(retryAfterSeconds('Fri, 20 Nov 2026 11:00:00 GMT', now)).toBe(0);
    expect(retryAfterSeconds('soon', now)).toBe(1);
    expect(retryAfterSeconds(null, now)).toBe(1);
  });
});

test('a large answer is followed to its address without telling that one who asks', async () => {
  const elsewhere = await serve((_, response) => response.writeHead(200).end('the answer'));
  const stopElsewhere = stop;
  const { url } = await serve((_, response) =>
    response.writeHead(303, { location: `${elsewhere.url}/exports/x?signature=y` }).end(),
  );
  vi.stubEnv('BORDEREAU_TOKEN', 'bdx_0000');
  const response = await (await connect({ url })).client.open('service.information');
  expect(await response.text()).toBe('the answer');
  expect(elsewhere.requests[0]?.headers).not.toHaveProperty('x-api-key');
  stopElsewhere?.();
});

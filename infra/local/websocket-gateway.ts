import { randomBytes } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { readBody } from './aws-front.ts';
import type { FunctionPool } from './function-pool.ts';
import type { LocalFunctions } from './functions.ts';
import { functionOf } from './http-gateway.ts';
import { decodePath } from './http-routes.ts';
import { isLocalCaller } from './local-caller.ts';
import { type LocalModel, type LocalResource, REGION } from './template.ts';
import {
  type ConnectionFacts,
  connectionContext,
  connectionFacts,
  upgradeFields,
} from './websocket-event.ts';

// API Gateway's quotas.
const FRAME_LIMIT_BYTES = 32 * 1024;
const MESSAGE_LIMIT_BYTES = 128 * 1024;
const IDLE_LIMIT_MILLISECONDS = 10 * 60_000;
const LIFE_LIMIT_MILLISECONDS = 2 * 60 * 60_000;

interface Connection {
  facts: ConnectionFacts;
  socket: WebSocket;
  lastActiveAt: number;
  idleTimer: NodeJS.Timeout;
  lifeTimer: NodeJS.Timeout;
}

/** The end of the integration or authorizer that let a connection in. */
interface Answer {
  statusCode: number;
  headers: Record<string, string>;
}

/** One WebSocket API of the template, at its own path of the shared port. */
export class WebSocketGateway {
  /** Where browsers connect, such as `/ws/dashboard`. */
  readonly path: string;
  readonly apiId: string;
  readonly #stage: string;
  readonly #selection: string;
  readonly #routes = new Map<
    string,
    { pool: FunctionPool; authorizer: FunctionPool | undefined; answers: boolean }
  >();
  readonly #connections = new Map<string, Connection>();
  readonly #opening = new Map<string, Promise<void>>();
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: FRAME_LIMIT_BYTES,
    perMessageDeflate: false,
  });

  constructor(api: LocalResource, model: LocalModel, functions: LocalFunctions) {
    this.apiId = api.name;
    const stages = model
      .ofType('AWS::ApiGatewayV2::Stage')
      .filter(({ properties }) => properties.ApiId === api.ref);
    this.#stage = String(stages[0]?.properties.StageName ?? 'local');
    this.path = webSocketPath(api);
    this.#selection = String(api.properties.RouteSelectionExpression ?? '').replace(
      /^\$\{?request\.body\.|\}$/g,
      '',
    );
    const byRef = (type: string) => new Map(model.ofType(type).map((found) => [found.ref, found.properties]));
    const integrations = byRef('AWS::ApiGatewayV2::Integration');
    const authorizers = byRef('AWS::ApiGatewayV2::Authorizer');
    for (const { properties } of model.ofType('AWS::ApiGatewayV2::Route')) {
      if (properties.ApiId !== api.ref) continue;
      const integration = integrations.get(String(properties.Target).replace(/^integrations\//, ''));
      const pool = functions.pool(functionOf(String(integration?.IntegrationUri)));
      if (!pool) throw new Error(`The route ${properties.RouteKey} leads to no function.`);
      const authorizer = authorizers.get(String(properties.AuthorizerId));
      this.#routes.set(String(properties.RouteKey), {
        pool,
        authorizer: authorizer && functions.pool(functionOf(String(authorizer.AuthorizerUri))),
        answers: properties.RouteResponseSelectionExpression !== undefined,
      });
    }
  }

  /** Whether a request is for this API: its path itself, or `@connections` under it. */
  owns(url: string): boolean {
    return url === this.path || url.startsWith(`${this.path}/`) || url.startsWith(`${this.path}?`);
  }

  /** Lets a connection in if its authorizer and `$connect` do. */
  async handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    const id = `${randomBytes(10).toString('base64url')}=`;
    const facts = connectionFacts(request, { apiId: this.apiId, stage: this.#stage }, id);
    const authorized = await this.#authorize(request, facts);
    if (authorized !== 200) return reject(socket, authorized);
    // `$connect` makes the connection known to others, who may send before the handshake is through: they wait.
    const opening = Promise.withResolvers<void>();
    this.#opening.set(id, opening.promise);
    try {
      await this.#admit(request, socket, head, facts);
    } finally {
      this.#opening.delete(id);
      opening.resolve();
    }
  }

  async #admit(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    facts: ConnectionFacts,
  ): Promise<void> {
    const connected = await this.#connect(request, facts);
    if (connected.statusCode < 200 || connected.statusCode >= 300)
      return reject(socket, connected.statusCode);
    // The integration names the subprotocol that it accepts; without one none is agreed on, as behind API Gateway.
    const protocol = connected.headers['sec-websocket-protocol'];
    if (protocol === undefined) delete request.headers['sec-websocket-protocol'];
    else request.headers['sec-websocket-protocol'] = protocol;
    this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#open(webSocket, facts));
  }

  /** `@connections`: POST sends, GET describes, DELETE closes. Only for this machine's own functions. */
  async handleRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, id] = /\/@connections\/([^/?]+)/.exec(request.url ?? '') ?? [];
    if (id === undefined) return fail(response, 426, 'ForbiddenException');
    if (!isLocalCaller(request)) return fail(response, 403, 'ForbiddenException');
    const body = await readBody(request);
    const connectionId = decodePath(id);
    await this.#opening.get(connectionId);
    const connection = this.#connections.get(connectionId);
    if (connection?.socket.readyState !== 1) return fail(response, 410, 'GoneException');
    switch (request.method) {
      case 'POST':
        if (body.length > MESSAGE_LIMIT_BYTES) return fail(response, 413, 'PayloadTooLargeException');
        this.#touch(connection);
        connection.socket.send(body, { binary: false }, (error) => {
          if (error) fail(response, 410, 'GoneException');
          else response.writeHead(200, { 'content-length': 0 }).end();
        });
        return;
      case 'DELETE':
        connection.socket.close(1000);
        return void response.writeHead(204).end();
      default: {
        const { facts, lastActiveAt } = connection;
        const identity = { sourceIp: facts.sourceIp, userAgent: facts.userAgent };
        const dates = { connectedAt: new Date(facts.connectedAt), lastActiveAt: new Date(lastActiveAt) };
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ ...dates, identity }));
      }
    }
  }

  /** Closes every connection; their `$disconnect` runs as usual. */
  async stop(): Promise<void> {
    const closing = [...this.#connections.values()].map(
      ({ socket }) =>
        new Promise<void>((resolve) => {
          socket.once('close', () => resolve());
          socket.close(1001);
          setTimeout(() => socket.terminate(), 500).unref();
        }),
    );
    await Promise.all(closing);
    this.#server.close();
  }

  async #authorize(request: IncomingMessage, facts: ConnectionFacts): Promise<number> {
    const authorizer = this.#routes.get('$connect')?.authorizer;
    if (!authorizer) return 200;
    const event = {
      type: 'REQUEST',
      methodArn: `arn:aws:execute-api:${REGION}:000000000000:${this.apiId}/${this.#stage}/$connect`,
      ...upgradeFields(request),
      requestContext: connectionContext(facts, 'CONNECT', '$connect'),
    };
    const outcome = await authorizer.invoke({ event });
    if (!('json' in outcome))
      return 'error' in outcome && outcome.error.errorMessage === 'Unauthorized' ? 401 : 500;
    const policy = JSON.parse(outcome.json) as {
      principalId?: string;
      context?: Record<string, unknown>;
      policyDocument?: { Statement?: { Effect?: string }[] };
    } | null;
    const effects = policy?.policyDocument?.Statement?.map((statement) => statement.Effect) ?? [];
    if (!effects.includes('Allow') || effects.includes('Deny')) return 403;
    facts.authorizer = { principalId: policy?.principalId, ...policy?.context };
    return 200;
  }

  async #connect(request: IncomingMessage, facts: ConnectionFacts): Promise<Answer> {
    const route = this.#routes.get('$connect');
    if (!route) return { statusCode: 200, headers: {} };
    const requestContext = connectionContext(facts, 'CONNECT', '$connect');
    const outcome = await route.pool.invoke({
      event: { ...upgradeFields(request), requestContext, isBase64Encoded: false },
    });
    if (!('json' in outcome)) return { statusCode: 500, headers: {} };
    const result = JSON.parse(outcome.json) as {
      statusCode?: number;
      headers?: Record<string, string>;
    } | null;
    const headers = Object.entries(result?.headers ?? {}).map(([name, value]) => [
      name.toLowerCase(),
      String(value),
    ]);
    return { statusCode: Number(result?.statusCode ?? 200), headers: Object.fromEntries(headers) };
  }

  #open(socket: WebSocket, facts: ConnectionFacts): void {
    const end = () => socket.close(1001);
    const connection: Connection = {
      facts,
      socket,
      lastActiveAt: Date.now(),
      idleTimer: setTimeout(end, IDLE_LIMIT_MILLISECONDS).unref(),
      lifeTimer: setTimeout(end, LIFE_LIMIT_MILLISECONDS).unref(),
    };
    this.#connections.set(facts.connectionId, connection);
    socket.on('message', (data, isBinary) => void this.#receive(connection, data, isBinary));
    socket.on('error', () => {}); // a frame that is too large; `close` follows
    socket.on('close', (code, reason) => void this.#disconnect(connection, code, reason));
  }

  async #receive(connection: Connection, data: RawData, isBinary: boolean): Promise<void> {
    this.#touch(connection);
    const text = (data as Buffer).toString(isBinary ? 'base64' : 'utf8');
    const chosen = isBinary ? undefined : readKey(text, this.#selection);
    const routeKey = chosen !== undefined && this.#routes.has(chosen) ? chosen : '$default';
    const route = this.#routes.get(routeKey);
    const requestContext = connectionContext(connection.facts, 'MESSAGE', routeKey);
    const refuse = (message: string) => {
      const { connectionId, requestId } = requestContext;
      connection.socket.send(JSON.stringify({ message, connectionId, requestId }));
    };
    if (!route) return refuse('Forbidden');
    const outcome = await route.pool.invoke({
      event: { requestContext, body: text, isBase64Encoded: isBinary },
    });
    if (!('json' in outcome)) return refuse('Internal server error');
    const body = (JSON.parse(outcome.json) as { body?: unknown } | null)?.body;
    if (route.answers && typeof body === 'string') connection.socket.send(body);
  }

  async #disconnect(connection: Connection, code: number, reason: Buffer): Promise<void> {
    clearTimeout(connection.idleTimer);
    clearTimeout(connection.lifeTimer);
    this.#connections.delete(connection.facts.connectionId);
    const requestContext = {
      ...connectionContext(connection.facts, 'DISCONNECT', '$disconnect'),
      disconnectStatusCode: code,
      disconnectReason: reason.toString(),
    };
    await this.#routes.get('$disconnect')?.pool.invoke({ event: { requestContext, isBase64Encoded: false } });
  }

  #touch(connection: Connection): void {
    connection.lastActiveAt = Date.now();
    connection.idleTimer.refresh();
  }
}

/** Where a WebSocket API answers here: its tag `local-path`, else `/ws/` and its name. */
export function webSocketPath(api: LocalResource): string {
  return api.tags['local-path'] ?? `/ws/${encodeURIComponent(String(api.properties.Name ?? api.logicalId))}`;
}

/** The value that the route selection expression (`$request.body.action`) finds in a message. */
function readKey(text: string, selection: string): string | undefined {
  if (selection === '') return undefined;
  try {
    let value: unknown = JSON.parse(text);
    for (const part of selection.split('.')) value = (value as Record<string, unknown> | null)?.[part];
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function reject(socket: Duplex, status: number): void {
  const body = JSON.stringify({ message: STATUS_CODES[status] ?? 'Error' });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Error'}\r\nconnection: close\r\n` +
      `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
}

function fail(response: ServerResponse, status: number, type: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type });
  response.end(JSON.stringify({ message: STATUS_CODES[status] ?? type }));
}

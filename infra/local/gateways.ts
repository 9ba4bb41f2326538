import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { LocalFunctions } from './functions.ts';
import { HttpGateway } from './http-gateway.ts';
import { errorCode, LocalSetupError } from './setup-error.ts';
import { type LocalModel, type LocalResource, REGION } from './template.ts';
import { WebSocketGateway, webSocketPath } from './websocket-gateway.ts';

/** Before the APIs are there; without an answer a client that came early would wait for ever. */
function answerNotYet(_request: IncomingMessage, response: ServerResponse): void {
  response
    .writeHead(503, { 'content-type': 'application/json', 'retry-after': '1', connection: 'close' })
    .end('{"message":"Service Unavailable"}');
}

/** Takes the port for the APIs before anything else starts. Throws `LocalSetupError` if it cannot be had. */
export async function listen(port: number, host: string): Promise<Server> {
  const server = createServer({ keepAliveTimeout: 65_000 }, answerNotYet);
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const reason =
      errorCode(cause) === 'EADDRINUSE' ? 'is already in use' : `cannot be used (${errorCode(cause)})`;
    throw new LocalSetupError(`Port ${port} ${reason} (PORT).`, { cause });
  }
  return server;
}

/** The port that a listening server has. */
export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** The HTTP and WebSocket APIs of the template behind one port. */
export class Gateways {
  readonly #server: Server;
  readonly #http: { prefix: string; gateway: HttpGateway }[];
  readonly #webSockets: WebSocketGateway[];

  constructor(server: Server, model: LocalModel, functions: LocalFunctions) {
    this.#server = server;
    this.#http = apisOf(model, 'HTTP').map((api, index) => ({
      // The first API has the root; a further one its tag `local-path`, else its id.
      prefix: api.tags['local-path'] ?? (index === 0 ? '' : `/${api.name}`),
      gateway: new HttpGateway(api, model, functions),
    }));
    this.#webSockets = apisOf(model, 'WEBSOCKET').map((api) => new WebSocketGateway(api, model, functions));
    // The longest prefix is asked first.
    this.#http.sort((a, b) => b.prefix.length - a.prefix.length);
  }

  serve(): void {
    this.#server.off('request', answerNotYet);
    this.#server.on('request', (request, response) => {
      const url = request.url ?? '/';
      if (url.includes('/@connections/')) {
        const webSocket = this.#webSockets.find((gateway) => gateway.owns(url));
        // A client that hangs up before its body is through ends its own request, never the process.
        if (webSocket) return void webSocket.handleRequest(request, response).catch(() => response.destroy());
      }
      const http = this.#http.find(({ prefix }) => url.startsWith(prefix));
      if (http) {
        request.url = url.slice(http.prefix.length) || '/';
        return http.gateway.handle(request, response);
      }
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"Not Found"}');
    });
    this.#server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const gateway = this.#webSockets.find((candidate) => candidate.owns(request.url ?? '/'));
      if (gateway) void gateway.handleUpgrade(request, socket, head).catch(() => socket.destroy());
      else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
    });
  }

  /** Closes open WebSocket connections, whose `$disconnect` still runs. */
  async stop(): Promise<void> {
    await Promise.all(this.#webSockets.map((gateway) => gateway.stop()));
  }
}

/** Calls deployed API addresses in a text by what they are on this machine. */
export function translateAddresses(text: string, model: LocalModel, apiUrl: string): string {
  if (!text.includes('.execute-api.')) return text;
  const stages = model.ofType('AWS::ApiGatewayV2::Stage');
  let translated = text;
  for (const api of model.ofType('AWS::ApiGatewayV2::Api')) {
    const path =
      api.properties.ProtocolType === 'WEBSOCKET' ? webSocketPath(api) : (api.tags['local-path'] ?? '');
    const stage = stages.find(({ properties }) => properties.ApiId === api.ref)?.properties.StageName;
    const suffix =
      stage === undefined || stage === '$default' ? '' : `(?:/${escapePattern(String(stage))}(?=/|$))?`;
    const deployed = new RegExp(
      `(http|ws)s://${api.name}\\.execute-api\\.${REGION}\\.amazonaws\\.com${suffix}`,
      'g',
    );
    translated = translated.replace(deployed, (_, scheme: string) => apiUrl.replace(/^http/, scheme) + path);
  }
  return translated;
}

function escapePattern(text: string): string {
  return text.replace(/[^\w]/g, '\\$&');
}

function apisOf(model: LocalModel, protocol: string): LocalResource[] {
  return model
    .ofType('AWS::ApiGatewayV2::Api')
    .filter(({ properties }) => properties.ProtocolType === protocol);
}

/** Whatever is sent, the answer says in the same form what is wrong: also where Node or the WebSocket library would answer by itself. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../http/test-app.harness.ts';
import { liveOfServices } from './live-of-services.harness.ts';
import { liveRoutes } from './live-routes.ts';
import { RawClient, upgradeRequest } from './raw-client.harness.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({
    connections: { headMs: 1_000 },
    live: (services) =>
      liveRoutes(liveOfServices(services, { report: (message) => void app.reports.push(message) }), services),
  });
});
afterAll(() => app.close());

const request = (line: string, ...headers: string[]) =>
  [line, ...headers, 'Connection: close', '', ''].join('\r\n');
const HOST = 'Host: localhost';
const PATH = '/api/v2/ping';

const SENT: readonly (readonly [what: string, sent: string, status: number])[] = [
  ['an expectation that nobody knows', request(`GET ${PATH} HTTP/1.1`, HOST, 'Expect: 200-maybe'), 417],
  [
    'an expectation, and a body',
    `${request(`POST ${PATH} HTTP/1.1`, HOST, 'Expect: x', 'Content-Length: 2')}{}`,
    417,
  ],
  ['no host', request(`GET ${PATH} HTTP/1.1`), 400],
  ['no host, and an expectation', request(`GET ${PATH} HTTP/1.1`, 'Expect: 200-maybe'), 417],
  ['an empty host', request(`GET ${PATH} HTTP/1.1`, 'Host:'), 403],
  ['a tunnel', request('CONNECT localhost:80 HTTP/1.1', HOST), 405],
  ['TRACE', request(`TRACE ${PATH} HTTP/1.1`, HOST), 404],
  ['OPTIONS of everything', request('OPTIONS * HTTP/1.1', HOST), 404],
  ['PROPFIND', request(`PROPFIND ${PATH} HTTP/1.1`, HOST), 404],
  ['a method that is none', request(`MAYBE ${PATH} HTTP/1.1`, HOST), 400],
  ['a version that is none', request(`GET ${PATH} HTTP/9.9`, HOST), 400],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['no HTTP', 'Kumbaya, my Lord\r\n\r\n', 400],
  ['too long a head', request(`GET ${PATH} HTTP/1.1`, HOST, `X-A: ${'a'.repeat(70_000)}`), 431],
  ['a length that is none', request(`POST ${PATH} HTTP/1.1`, HOST, 'Content-Length: two'), 400],
  ['chunks', request(`POST ${PATH} HTTP/1.1`, HOST, 'Transfer-Encoding: chunked'), 400],
  ['a body that is too large', request('POST /api/v2/games HTTP/1.1', HOST, 'Content-Length: 99999999'), 413],
  ['the address of a WebSocket, without asking for one', request('GET /ws/ABC234/1 HTTP/1.1', HOST), 426],
  ['an upgrade to something else', upgradeRequest('/ws/ABC234/1', { Upgrade: 'h2c' }), 400],
  ['an upgrade without a key', upgradeRequest('/ws/ABC234/1', { 'Sec-WebSocket-Key': '' }), 400],
  ['an upgrade with a key that is none', upgradeRequest('/ws/ABC234/1', { 'Sec-WebSocket-Key': 'x' }), 400],
  ['an upgrade of another version', upgradeRequest('/ws/ABC234/1', { 'Sec-WebSocket-Version': '7' }), 400],
  [
    'an upgrade with a protocol that is none',
    upgradeRequest('/ws/ABC234/1', { 'Sec-WebSocket-Protocol': ',,' }),
    400,
  ],
  ['an upgrade elsewhere', upgradeRequest('/elsewhere', { Connection: 'Upgrade, close' }), 404],
];

it.each(SENT)('%s is answered by a problem', async (_what, sent, status) => {
  const client = await RawClient.connect(Number(new URL(app.url).port));
  client.send(sent);
  const [head = '', body = ''] = (await client.ended()).split('\r\n\r\n', 2);
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(head).toMatch(/^content-type: application\/problem\+json/im);
  expect(JSON.parse(body)).toMatchObject({ status });
  expect(body).toMatch(/"title":"\w.*"detail":"\w/);
});

/** A host behind a balancer that speaks https to phones, and http to the host. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../host-types.ts';
import { parseJson } from '../parse-json.ts';
import { TestHost } from '../test-host.harness.ts';

const SITE = 'https://night.example';
const FORWARDED = {
  Host: 'night.example',
  'X-Forwarded-Proto': 'https',
  'X-Forwarded-For': '203.0.113.7',
};

let tested: TestHost;
let host: Host;

beforeEach(async () => {
  tested = new TestHost();
  host = await tested.start({ publicUrl: SITE, trustedProxies: ['127.0.0.1'], allowHosts: [] });
});
afterEach(() => tested.close());

/** As the balancer passes it on. */
async function passOn(
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: object,
): Promise<Response> {
  // `fetch` sets the Host header itself.
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const call = request(
      `${host.url}${path}`,
      {
        method: body === undefined ? 'GET' : 'POST',
        headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }) },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const lists = Object.entries(response.headers).flatMap(([name, value]) =>
            [value ?? []].flat().map((each): [string, string] => [name, each]),
          );
          resolve(new Response(Buffer.concat(chunks), { status: response.statusCode ?? 0, headers: lists }));
        });
      },
    );
    call.on('error', reject);
    call.end(body && JSON.stringify(body));
  });
}

async function redeemDesk(headers: Readonly<Record<string, string>>): Promise<Response> {
  const ticket = (await host.deskUrl()).split('#ticket=')[1] ?? '';
  return passOn('/api/v2/tickets/redeem', { ...headers, 'Idempotency-Key': ticket }, { ticket });
}

describe('behind a balancer', () => {
  it('phones, the desk and boards are given the public address alone', async () => {
    expect(host.joinUrls()).toEqual([SITE]);
    expect(await host.deskUrl()).toMatch(/^https:\/\/night\.example\/banker\/#ticket=/);
    const answer = await passOn('/api/v2/host', { ...FORWARDED, Authorization: `Bearer ${host.ownerToken}` });
    const text = await answer.text();
    expect(text).not.toMatch(/no_network|no_phone_network|wifi/);
    expect(parseJson(text)).toMatchObject({
      join_urls: [SITE],
      at_public_url: true,
      addresses: [],
      chosen: null,
      names: [],
    });
  });

  it('its pages may ask, those of other sites may not', async () => {
    const status = async (origin: string, name = 'night.example') =>
      (await passOn('/api/v2/languages', { ...FORWARDED, Host: name, Origin: origin })).status;
    expect(await status(SITE)).toBe(200);
    expect(await status('http://night.example')).toBe(200);
    for (const origin of [
      'https://evil.example',
      'https://night.example:444',
      'https://night.example.evil.example',
      'null',
    ])
      expect(await status(origin)).toBe(403);
    expect(await status(SITE, '192.168.1.20')).toBe(403);
    expect(await status(SITE, 'evil.example')).toBe(403);
  });

  it('cookies stay on encrypted pages, and pages may connect where they came from', async () => {
    const answer = await redeemDesk({ ...FORWARDED, Origin: SITE });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie().join('\n')).toMatch(/; Secure/);
    expect(answer.headers.get('content-security-policy')).toContain("connect-src 'self' wss://night.example");
    expect(answer.headers.get('content-security-policy')).not.toContain('http://*');
  });

  it('and without one, cookies work on unencrypted pages as ever', async () => {
    const answer = await redeemDesk({ Host: '127.0.0.1' });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie().join('\n')).not.toMatch(/Secure/);
    expect(answer.headers.get('content-security-policy')).toContain('ws://127.0.0.1');
  });
});

it('what nobody vouches for is not believed: neither its address nor its encryption', async () => {
  const alone = await tested.start({ dataFolder: `${tested.folder}/alone`, publicUrl: SITE });
  const response = await fetch(`${alone.url}/api/v2/languages`, { headers: FORWARDED });
  expect(response.headers.get('content-security-policy')).toContain('ws://127.0.0.1');
});

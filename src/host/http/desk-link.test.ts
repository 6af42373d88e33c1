import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DESK_SECRET, startTestApp, type TestApp } from './test-app.harness.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp({ connections: { trustedProxies: ['127.0.0.1'] } });
});
afterEach(() => app.close());

const ask = (secret: unknown, headers: Record<string, string> = {}) =>
  app.call('/api/v2/host/desk-link', { method: 'POST', body: { secret }, headers });

describe('a fresh link to the desk', () => {
  it('is for who knows the secret of the data folder, on this laptop', async () => {
    const answer = await ask(DESK_SECRET);
    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({ url: `${app.url}/banker/#ticket=of-this-test` });
  });

  it.each([
    ['another secret', 'b8'.repeat(32)],
    ['the beginning of it', DESK_SECRET.slice(0, 40)],
    ['more than it', `${DESK_SECRET}b7`],
  ])('is refused to %s, and counts as a failed attempt', async (_, secret) => {
    for (let attempt = 0; attempt < 60; attempt += 1) expect((await ask(secret)).status).toBe(401);
    expect((await ask(secret)).status).toBe(429);
  });

  it.each([['192.168.1.30'], ['10.0.0.2'], ['fe80::1']])(
    'is refused to %s, who knows it',
    async (address) => {
      const answer = await ask(DESK_SECRET, { 'x-forwarded-for': address });
      expect(answer.status).toBe(401);
      expect(JSON.stringify(answer.json)).not.toContain('ticket');
    },
  );

  it.each([[''], [7], [null], ['x'.repeat(201)]])('is refused to %j as no secret at all', async (secret) => {
    expect((await ask(secret)).status).toBe(400);
  });
});

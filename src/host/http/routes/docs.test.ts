import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../test-app.harness.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe('the page of the API', () => {
  it.each(['/docs', '/docs/', '/docs/static/index.html'])(
    'says where it can be read without JavaScript: %s',
    async (path) => {
      const response = await fetch(app.url + path);
      expect([response.status, new URL(response.url).pathname]).toEqual([
        200,
        path === '/docs' ? path : '/docs/',
      ]);
      const [, without = ''] = /<noscript>(.+?)<\/noscript>/s.exec(await response.text()) ?? [];
      expect(without).toContain('needs JavaScript');
      const links = [...without.matchAll(/href="([^"]+)"/g)].map(([, link = '']) => link);
      expect(links).toEqual(['/docs/json', '/docs/yaml']);
      for (const link of links) expect((await app.call(link)).text).toContain('openapi');
    },
  );
});

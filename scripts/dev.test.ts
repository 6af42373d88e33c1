import { join } from 'node:path';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
let server: ViteDevServer;
let url: string;
beforeAll(async () => {
  server = await createServer({
    configFile: join(ROOT, 'vite.config.ts'),
    cacheDir: join(ROOT, 'node_modules/.vite-test'),
    logLevel: 'silent',
    server: { port: 0, strictPort: false },
  });
  await server.listen();
  url = server.resolvedUrls?.local[0] ?? '';
});
afterAll(() => server.close());

test.each(['', 'j/ABC234', 'banker/', 'board/'])('npm run dev serves /%s with its script', async (path) => {
  const page = await (await fetch(new URL(path, url))).text();
  const scripts = [...page.matchAll(/src="([^"]*main\.tsx[^"]*)"/g)].map(([, src = '']) => src);
  expect(scripts).toHaveLength(1);
  for (const src of scripts) {
    const script = await fetch(new URL(src, new URL(path, url)));
    expect(script.headers.get('content-type')).toContain('javascript');
  }
});

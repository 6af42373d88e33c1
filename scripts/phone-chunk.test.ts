import { describe, expect, it } from 'vitest';
import { sharedWithPhone } from './phone-chunk.ts';

const IMPORTERS: Readonly<Record<string, readonly string[]>> = {
  '/a/src/renderer/player/main.tsx': ['/a/src/renderer/player/index.html'],
  '/a/src/renderer/player/app.tsx': ['/a/src/renderer/player/main.tsx'],
  '/a/src/client/http-call.ts': ['/a/src/renderer/banker/main.tsx', '/a/src/renderer/player/app.tsx'],
  '/a/src/renderer/banker/main.tsx': ['/a/src/renderer/banker/index.html'],
  '/a/src/renderer/banker/rail.tsx': ['/a/src/renderer/banker/main.tsx'],
};

describe('the chunk that the phone shares with other pages', () => {
  const { name, minShareCount } = sharedWithPhone();
  const chunkOf = (id: string) =>
    name(id, { getModuleInfo: (each) => ({ importers: IMPORTERS[each] ?? [] }) });

  it.each([
    '/a/src/client/http-call.ts',
    String.raw`C:\a\node_modules\react\index.js`,
    '/a/node_modules/react-dom/client.js',
    '/a/node_modules/lucide-react/dist/esm/Icon.mjs',
  ])('has %s in it', (id) => {
    expect(chunkOf(id)).toBe('shared');
  });

  it.each([
    '/a/src/renderer/player/main.tsx',
    '/a/src/renderer/banker/rail.tsx',
    '/a/node_modules/lucide-react/dist/esm/icons/wheat.mjs',
    '/a/node_modules/react-aria-components/dist/index.mjs',
  ])('has not %s in it', (id) => {
    expect(chunkOf(id)).toBeNull();
  });

  it('has nothing in it that only one needs', () => {
    expect(minShareCount).toBe(2);
  });
});

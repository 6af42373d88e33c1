import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withoutKeys } from './icon-keys.ts';

const ICONS = join(import.meta.dirname, '../node_modules/lucide-react/dist/esm/icons');

it('takes the keys out of an icon, and nothing else', () => {
  const icon =
    'const node = [["path", { d: "M12 20h.01", key: "zekei9" }], ["circle", { r: "1", key: "a1" }]];';
  expect(withoutKeys(icon)).toBe('const node = [["path", { d: "M12 20h.01" }], ["circle", { r: "1" }]];');
});

it('leaves none in any icon that there is', () => {
  const files = globSync('*.mjs', { cwd: ICONS });
  expect(files.length).toBeGreaterThan(1_000);
  const left = files.filter((file) => /\bkey: /.test(withoutKeys(readFileSync(join(ICONS, file), 'utf8'))));
  expect(left).toEqual([]);
});

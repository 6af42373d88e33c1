import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { leanIcon } from './lean-icons.ts';

const ICONS = join(import.meta.dirname, '../node_modules/lucide-react/dist/esm/icons');

it('takes the keys out of an icon, and the line that does nothing, and nothing else', () => {
  const icon =
    'const __iconData = { node: [["path", { d: "M12 20h.01", key: "zekei9" }], ["circle", { r: "1", key: "a1" }]] };\n__iconData.node;\nconst Icon = createLucideIcon(__iconData);';
  expect(leanIcon(icon)).toBe(
    'const __iconData = { node: [["path", { d: "M12 20h.01" }], ["circle", { r: "1" }]] };\n\nconst Icon = createLucideIcon(__iconData);',
  );
});

it('leaves neither in any icon that there is', () => {
  const files = globSync('*.mjs', { cwd: ICONS });
  expect(files.length).toBeGreaterThan(1_000);
  const left = files.filter((file) =>
    /\bkey: |^\w+\.node;/m.test(leanIcon(readFileSync(join(ICONS, file), 'utf8'))),
  );
  expect(left).toEqual([]);
});

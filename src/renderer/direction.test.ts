/** Pages run from right to left in some languages: nothing is put left or right, and lists are put together by the language. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const FOLDER = import.meta.dirname;
const filesOf = (pattern: string) =>
  globSync(pattern, { cwd: FOLDER })
    .filter((file) => !/\.(test|fixtures|harness|fake)\./.test(file))
    .map((file) => ({ file, text: readFileSync(join(FOLDER, file), 'utf8') }));
const stylesheets = filesOf('**/*.css').map(({ file, text }) => ({
  file,
  text: text.replaceAll(/\/\*.*?\*\//gs, ''),
}));
const scripts = filesOf('**/*.{ts,tsx}');

/** `file: what` of each match. */
const found = (files: readonly { readonly file: string; readonly text: string }[], pattern: RegExp) =>
  files.flatMap(({ file, text }) => [...text.matchAll(pattern)].map(([match]) => `${file}: ${match.trim()}`));

describe('a page from right to left', () => {
  it.each([
    [
      'sides of a box',
      /(?<![\w-])(?:(?:margin|padding|border|inset|scroll-\w+)-)?(?:left|right)(?:-\w+)?\s*:/g,
    ],
    ['corners', /border-(?:top|bottom)-(?:left|right)-radius\s*:/g],
    ['alignment', /(?:text-align(?:-last)?|float|clear|justify-\w+)\s*:\s*(?:left|right)\b/g],
  ])('has no %s that stay where they are', (_what, pattern) => {
    expect(found(stylesheets, pattern)).toEqual([]);
  });

  it('mirrors what grows from one side', () => {
    for (const { file, text } of stylesheets) {
      const origins = text.match(/transform-origin\s*:\s*left\b/g) ?? [];
      const mirrored =
        text.match(/(?::dir\(rtl\)|\[dir=['"]rtl['"]\])[^{}]*\{\s*transform-origin\s*:\s*right\b/g) ?? [];
      expect([file, mirrored.length]).toEqual([file, origins.length]);
    }
  });

  it('mirrors every icon that points the way', () => {
    const used = new Set(
      scripts
        .flatMap(({ text }) => [...text.matchAll(/import \{([^}]*)\} from 'lucide-react'/g)])
        .flatMap(([, names = '']) => names.match(/\w+/g) ?? [])
        .filter((name) => /Left|Right|^Undo|^Redo|^Skip|^Forward|^Reply|^Step|^Log(In|Out)/.test(name)),
    );
    const mirrored = readFileSync(join(FOLDER, 'banker/desk.css'), 'utf8');
    const classOf = (name: string) =>
      `.lucide${name.replaceAll(/[A-Z]|\d+/g, (part) => `-${part.toLowerCase()}`)}`;
    expect([...used].filter((name) => !mirrored.includes(classOf(name)))).toEqual([]);
    expect(used.size).toBeGreaterThan(0);
  });

  it('writes no list with commas of its own', () => {
    // For browsers without lists of their own, whatever the language.
    const others = scripts.filter(({ file }) => !file.endsWith('format.ts'));
    expect(found(others, /\.join\(\s*['"`],\s*['"`]\s*\)/g)).toEqual([]);
  });

  it('draws text in the direction of its language', () => {
    expect(found(scripts, /\.direction = '(?:ltr|rtl)'|textAlign = '(?:left|right)'/g)).toEqual([]);
    expect(found(scripts, /toLocale(?:Date|Time|)String\(\s*\)/g)).toEqual([]);
  });
});

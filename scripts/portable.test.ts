/** Every line of the tests and tools runs on Windows, macOS and Linux, or its file says what happens on the others. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTestFile } from './test-support.ts';

const ROOT = join(import.meta.dirname, '..');

interface Rule {
  readonly title: string;
  readonly pattern: RegExp;
  /** What to do about it. */
  readonly instead: string;
  /** Allowed in files that match this. */
  readonly unlessFileMentions?: RegExp;
  /** Allowed in files whose paths begin like this. */
  readonly allowedIn?: readonly string[];
}

/** A file with such a line has to name the systems it applies to. */
const NAMES_A_SYSTEM = /\bwin32\b|Windows|[Ll]inux|Debian/;

const RULES: readonly Rule[] = [
  {
    title: "one system's paths",
    pattern: /['"`]\/(?:tmp|proc|sys|dev|etc|s?bin|usr|var|Applications)\//,
    instead: 'use os.tmpdir() and the like, or guard the line and say which system it is for',
    unlessFileMentions: NAMES_A_SYSTEM,
  },
  {
    title: 'signals that a process may handle',
    pattern: /\bkill\((?:'SIG(?!KILL)|signal\b)|\b(?:child|process|program)\.kill\(\)/,
    instead: 'say what happens on Windows, which kills the process, or skip the test there',
    unlessFileMentions: NAMES_A_SYSTEM,
  },
  {
    title: 'file modes and user IDs',
    pattern: /\.mode\b|\bgete?[ug]id\(\)|\bumask\(/,
    instead: 'skip the test on Windows, with the reason in its title; write getuid?.()',
    unlessFileMentions: NAMES_A_SYSTEM,
  },
  {
    title: 'shell commands',
    pattern: /\.bin\b|\bshell: (?:true|process)|\bexecSync\(|['"](?:npx|npm|sh|bash)['"]/,
    instead: 'run the program itself with Node: binScript()',
    unlessFileMentions: /'win32'/,
  },
  {
    title: 'symbolic links to folders',
    pattern: /\bsymlinkSync\((?!.*'junction'\))/,
    instead: "create a 'junction', which needs no administrator rights, or skip the test on Windows",
    unlessFileMentions: NAMES_A_SYSTEM,
  },
  {
    title: 'paths made from URLs, and URLs made from paths',
    pattern: /import\.meta\.url\)\.pathname|'--import',(?! pathToFileURL)|\bimport\(join\(/,
    instead: 'use import.meta.dirname or pathToFileURL()',
  },
  {
    title: 'temporary folders',
    pattern: /\bmkdtemp(?:Sync)?\(join\(tmpdir\(\)|\brmSync\((?!.*maxRetries).*recursive/,
    instead:
      'use temporaryFolder() from src/host/storage/events.fixtures.ts, or makeTemporaryFolder() and removeFolder() from scripts',
    allowedIn: ['scripts/temporary-folder.ts', 'src/host/storage/events.fixtures.ts'],
  },
];

const isComment = (line: string) => /^\s*(?:\/\/|\/?\*)/.test(line);

/** Where a text breaks a rule, as `file:line: text`. */
function violations(rule: Rule, file: string, text: string): string[] {
  const { unlessFileMentions, allowedIn = [] } = rule;
  if (unlessFileMentions?.test(text) === true || allowedIn.some((start) => file.startsWith(start))) return [];
  return text
    .split('\n')
    .flatMap((line, index) =>
      !isComment(line) && rule.pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
    );
}

/** Tests, their support and tooling; the product itself is tested on every system. */
const FILES = globSync('{scripts,e2e,bench,src}/**/*.{ts,tsx}', { cwd: ROOT })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => !name.startsWith('src/') || isTestFile(name))
  .filter((name) => name !== 'scripts/portable.test.ts');

describe.each(RULES)('$title', (rule) => {
  it(`are not taken for granted: ${rule.instead}`, () => {
    expect(FILES.length).toBeGreaterThan(100);
    const found = FILES.flatMap((file) => violations(rule, file, readFileSync(join(ROOT, file), 'utf8')));
    expect(found).toEqual([]);
  });
});

describe('a line that works on only one system', () => {
  it.each([
    ["readFileSync('/proc/self/status')", 0],
    ["child.kill('SIGTERM');", 1],
    ['child.kill();', 1],
    ['expect(statSync(file).mode & 0o077).toBe(0);', 2],
    ['if (process.getuid() === 0) return;', 2],
    ["spawn('npx', ['vitest'])", 3],
    ["spawn(join(ROOT, 'node_modules/.bin/oxlint'))", 3],
    ["symlinkSync(modules, join(folder, 'node_modules'));", 4],
    ["spawn(process.execPath, ['--import', join(ROOT, 'a.ts')])", 5],
    ["readFileSync(new URL('a.sql', import.meta.url).pathname)", 5],
    ["mkdtempSync(join(tmpdir(), 'a-'))", 6],
    ['rmSync(folder, { recursive: true, force: true });', 6],
  ])('is found: %s', (line, index) => {
    const found = RULES.map((rule) => violations(rule, 'src/a.test.ts', line).length);
    expect(found).toEqual(RULES.map((_rule, at) => (at === index ? 1 : 0)));
  });

  it('is allowed if its file names the system it is for', () => {
    const [places] = RULES;
    if (places === undefined) throw new Error('There are no rules.');
    expect(violations(places, 'src/a.test.ts', "// Linux alone\nopen('/proc/self');")).toEqual([]);
  });
});

it('everyone checks out the same bytes, and no two file names differ only in case', () => {
  expect(readFileSync(join(ROOT, '.gitattributes'), 'utf8')).toMatch(/^\* text=auto eol=lf$/m);
  const names = globSync('{scripts,e2e,bench,src,docs}/**', { cwd: ROOT }).map((name) => name.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
});

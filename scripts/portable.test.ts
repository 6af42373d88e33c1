/** Every line of the tests and tools runs on Windows, macOS and Linux, or its file says what happens elsewhere. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

interface Rule {
  readonly title: string;
  readonly pattern: RegExp;
  /** What is to be done about it. */
  readonly instead: string;
  /** Where it is right: in files that say this. */
  readonly unlessFileMentions?: RegExp;
  /** Where it is right: in files whose names begin so. */
  readonly allowedIn?: readonly string[];
}

/** A file with such a line has to name the systems that differ. */
const NAMES_A_SYSTEM = /\bwin32\b|Windows|[Ll]inux|Debian/;

const RULES: readonly Rule[] = [
  {
    title: 'places of one system',
    pattern: /['"`]\/(?:tmp|proc|sys|dev|etc|s?bin|usr|var|Applications)\//,
    instead: 'take os.tmpdir() and the like, or guard the line and say for which system it is',
    unlessFileMentions: NAMES_A_SYSTEM,
  },
  {
    title: 'signals that a process may answer',
    pattern: /\bkill\((?:'SIG(?!KILL)|signal\b)|\b(?:child|process|program)\.kill\(\)/,
    instead: 'say what happens on Windows, which kills the process, or skip the test there',
    unlessFileMentions: NAMES_A_SYSTEM,
  },
  {
    title: "modes and users' numbers",
    pattern: /\.mode\b|\bgete?[ug]id\(\)|\bumask\(/,
    instead: 'skip the test on Windows, with the reason in its title; write getuid?.()',
    unlessFileMentions: NAMES_A_SYSTEM,
  },
  {
    title: 'commands of a shell',
    pattern: /\.bin\b|\bshell: (?:true|process)|\bexecSync\(|['"](?:npx|npm|sh|bash)['"]/,
    instead: 'run the program itself by Node: binScript()',
    unlessFileMentions: /'win32'/,
  },
  {
    title: 'links to folders',
    pattern: /\bsymlinkSync\((?!.*'junction'\))/,
    instead: "make a 'junction', for which nobody has to be an administrator",
  },
  {
    title: 'paths made of URLs, and URLs made of paths',
    pattern: /import\.meta\.url\)\.pathname|'--import',(?! pathToFileURL)|\bimport\(join\(/,
    instead: 'take import.meta.dirname, or pathToFileURL()',
  },
  {
    title: 'temporary folders',
    pattern: /\bmkdtemp(?:Sync)?\(join\(tmpdir\(\)|\brmSync\((?!.*maxRetries).*recursive/,
    instead:
      'take temporaryFolder() of src/host/log/evening.ts, or makeTemporaryFolder() and removeFolder() of scripts',
    allowedIn: ['scripts/temporary-folder.ts', 'src/host/log/evening.ts'],
  },
];

const isComment = (line: string) => /^\s*(?:\/\/|\/?\*)/.test(line);

/** Where a text breaks a rule, as `line: text`. */
function violations(rule: Rule, file: string, text: string): string[] {
  const { unlessFileMentions, allowedIn = [] } = rule;
  if (unlessFileMentions?.test(text) === true || allowedIn.some((start) => file.startsWith(start))) return [];
  return text
    .split('\n')
    .flatMap((line, index) =>
      !isComment(line) && rule.pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
    );
}

/** Tests with what they share, and tooling; the product itself is tested on each system. */
const FILES = globSync('{scripts,e2e,bench,src}/**/*.{ts,tsx}', { cwd: ROOT })
  .map((name) => name.replaceAll('\\', '/'))
  .filter(
    (name) =>
      !name.startsWith('src/') || /\.(?:test|harness|fixtures|fake)\.tsx?$|-trial\.ts$|\/faults\//.test(name),
  )
  .filter((name) => name !== 'scripts/portable.test.ts');

describe.each(RULES)('$what', (rule) => {
  it(`are not taken for granted: ${rule.instead}`, () => {
    expect(FILES.length).toBeGreaterThan(100);
    const found = FILES.flatMap((file) => violations(rule, file, readFileSync(join(ROOT, file), 'utf8')));
    expect(found).toEqual([]);
  });
});

describe('a line that only one system understands', () => {
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

  it('is allowed if its file says which system it is for', () => {
    const [places] = RULES;
    if (places === undefined) throw new Error('There are no rules.');
    expect(violations(places, 'src/a.test.ts', "// Linux alone\nopen('/proc/self');")).toEqual([]);
  });
});

it('everybody checks out the same bytes, and no two file names differ in case alone', () => {
  expect(readFileSync(join(ROOT, '.gitattributes'), 'utf8')).toMatch(/^\* text=auto eol=lf$/m);
  const names = globSync('{scripts,e2e,bench,src,docs}/**', { cwd: ROOT }).map((name) => name.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
});

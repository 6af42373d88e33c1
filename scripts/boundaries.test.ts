import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { binScript } from './bin-script.ts';
import { modulesOf, packagesLoadedBy, schemaModules } from './schema-modules.harness.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';

const ROOT = join(import.meta.dirname, '..');
const IMPORTS = 'eslint(no-restricted-imports)';
const PROPERTIES = 'eslint(no-restricted-properties)';
const GLOBALS = 'eslint(no-restricted-globals)';

interface Fixture {
  file: string;
  code: string;
  /** The rule that rejects it, or null if the code is fine. */
  rule: string | null;
}

const importFrom = (from: string) => `import { a } from '${from}';\nexport const b = a;\n`;
const importTypeFrom = (from: string) => `import type { A } from '${from}';\nexport type B = A;\n`;

/** For each layer, the layers it must not import. */
const FORBIDDEN: Record<string, string[]> = {
  game: ['protocol', 'client', 'renderer', 'rehearsal', 'host', 'cli', 'main', 'preload'],
  protocol: ['client', 'renderer', 'rehearsal', 'host', 'cli', 'main', 'preload'],
  client: ['renderer', 'rehearsal', 'host', 'cli', 'main', 'preload'],
  rehearsal: ['renderer', 'host', 'cli', 'main', 'preload'],
  host: ['client', 'renderer', 'rehearsal', 'cli', 'main', 'preload'],
  cli: ['renderer', 'main', 'preload'],
  main: ['renderer', 'cli', 'preload'],
  preload: ['game', 'protocol', 'client', 'renderer', 'rehearsal', 'host', 'cli', 'main'],
};
const PAGES = ['player', 'banker', 'board', 'shared'];
const ALLOWED: [string, string][] = [
  ['protocol', 'game'],
  ['client', 'game'],
  ['client', 'protocol'],
  ['rehearsal', 'client'],
  ['host', 'game'],
  ['host', 'protocol'],
  ['cli', 'host'],
  ['cli', 'rehearsal'],
  ['main', 'host'],
  ['main', 'rehearsal'],
];

const SECURE_ONLY: [string, string][] = [
  ['export const a = crypto.randomUUID();', PROPERTIES],
  ['export const a = globalThis.crypto.randomUUID();', PROPERTIES],
  ['export const { randomUUID: a } = crypto;', PROPERTIES],
  ['export const a = crypto.subtle;', PROPERTIES],
  ['export const a = navigator.clipboard;', PROPERTIES],
  ["export const a = navigator['wakeLock'];", PROPERTIES],
  ["export const a = navigator.share({ text: '' });", PROPERTIES],
  ['export const a = navigator.locks;', PROPERTIES],
  ['export const a = navigator.serviceWorker;', PROPERTIES],
  ['export const a = navigator.mediaDevices;', PROPERTIES],
  ["export const a = new Notification('now');", GLOBALS],
  ["export const a = new window.Notification('now');", GLOBALS],
];

const layerFixtures = (): Fixture[] =>
  Object.entries(FORBIDDEN).flatMap(([layer, layers]) =>
    layers.flatMap((other) => [
      { file: `src/${layer}/a.ts`, code: importFrom(`../${other}/a.ts`), rule: IMPORTS },
      { file: `src/${layer}/deep/a.ts`, code: importFrom(`../../${other}/deep/a.ts`), rule: IMPORTS },
    ]),
  );

const pageFixtures = (): Fixture[] =>
  PAGES.flatMap((page) => {
    const file = `src/renderer/${page}/a.tsx`;
    const forbiddenLayers = ['rehearsal', 'host', 'cli', 'main', 'preload'].map(
      (layer) => `../../${layer}/a.ts`,
    );
    const siblings = PAGES.filter((other) => other !== page && other !== 'shared').map(
      (p) => `../${p}/a.tsx`,
    );
    return [
      ...[...forbiddenLayers, ...siblings, 'node:fs', 'fastify'].map((from) => ({
        file,
        code: importFrom(from),
        rule: IMPORTS,
      })),
      { file, code: "export const a = 'b'.localeCompare('c');", rule: PROPERTIES },
      { file, code: importTypeFrom('../../preload/a.ts'), rule: null },
      { file, code: importFrom('../../client/a.ts'), rule: null },
    ];
  });

const electronFixtures = (): Fixture[] => [
  ...['game', 'protocol', 'client', 'rehearsal', 'host', 'cli', 'renderer/banker'].flatMap((layer) => [
    { file: `src/${layer}/a.ts`, code: importFrom('electron'), rule: IMPORTS },
    { file: `src/${layer}/a.ts`, code: importTypeFrom('electron'), rule: null },
  ]),
  ...['main', 'preload'].map((layer) => ({
    file: `src/${layer}/a.ts`,
    code: importFrom('electron'),
    rule: null,
  })),
];

const browserFixtures = (): Fixture[] => [
  ...['game', 'protocol', 'client'].flatMap((layer) => [
    { file: `src/${layer}/a.ts`, code: importFrom('node:crypto'), rule: IMPORTS },
    { file: `src/${layer}/a.ts`, code: 'export const a = process.pid;', rule: GLOBALS },
  ]),
  ...['game', 'protocol'].flatMap((layer) => [
    { file: `src/${layer}/a.ts`, code: 'export const a = Date.now();', rule: PROPERTIES },
    { file: `src/${layer}/a.ts`, code: 'export const a = Math.random();', rule: PROPERTIES },
    { file: `src/${layer}/a.ts`, code: 'export const a = performance.now();', rule: GLOBALS },
  ]),
  ...['client', 'renderer/player', 'renderer/shared'].flatMap((layer) =>
    SECURE_ONLY.map(([code, rule]) => ({ file: `src/${layer}/a.ts`, code, rule })),
  ),
  { file: 'src/renderer/banker/a.ts', code: 'export const a = navigator.wakeLock;', rule: null },
];

const PAGE_CODE: [string, string][] = [
  ['src/client/a.ts', '..'],
  ...PAGES.map((page): [string, string] => [`src/renderer/${page}/a.tsx`, '../..']),
];

/** Every module of `game` and `protocol`, imported by every page: from those with schemas, only types are allowed. */
const schemaFixtures = (withSchemas = schemaModules(ROOT)): Fixture[] =>
  PAGE_CODE.flatMap(([file, up]) => [
    { file, code: importFrom('typebox'), rule: IMPORTS },
    { file, code: importTypeFrom('typebox'), rule: null },
    ...modulesOf(ROOT, ['game', 'protocol']).flatMap((module) => {
      const from = module.replace(/^src/, up);
      const rule = withSchemas.has(module) ? IMPORTS : null;
      return [
        { file, code: importFrom(from), rule },
        { file, code: importTypeFrom(from), rule: null },
      ];
    }),
  ]);

const HOST_CALLS = [
  "export const a = fetch('/api/v2/host');",
  "export const a = window.fetch('/api/v2/host');",
  "export const a = globalThis.fetch('/api/v2/host');",
  "export const a = new WebSocket('/ws');",
  "export const a = new EventSource('/events');",
  'export const a = new XMLHttpRequest();',
];
const hostCallFixtures = (): Fixture[] =>
  HOST_CALLS.flatMap((code) => [
    ...PAGES.map((page) => ({ file: `src/renderer/${page}/a.ts`, code, rule: GLOBALS })),
    { file: 'src/client/a.ts', code, rule: null },
  ]);

const styleFixtures = (): Fixture[] => [
  {
    file: 'src/game/a.ts',
    code: 'export const a = (b: any): string => String(b);',
    rule: 'typescript(no-explicit-any)',
  },
  {
    file: 'src/host/a.ts',
    code: 'export const a = (): void => {\n  Promise.resolve(1);\n};',
    rule: 'typescript(no-floating-promises)',
  },
  {
    file: 'src/host/a.ts',
    code: 'export const a = (b: () => void): void => {\n  try {\n    b();\n  } catch {}\n};',
    rule: 'eslint(no-empty)',
  },
  {
    file: 'src/host/a.ts',
    code: 'export const a = (b: unknown): string => b as string;',
    rule: 'typescript(no-unsafe-type-assertion)',
  },
  {
    file: 'src/host/a.ts',
    code: "export const a = (): void => console.log('b');",
    rule: 'eslint(no-console)',
  },
  { file: 'src/host/a.ts', code: "export const a = async () => import('../cli/a.ts');", rule: IMPORTS },
  { file: 'src/host/a.ts', code: importFrom('../../e2e/fixtures.ts'), rule: IMPORTS },
  { file: 'scripts/a.ts', code: importFrom('../src/host/host.ts'), rule: IMPORTS },
  { file: 'src/game/a.test.ts', code: importFrom('../host/a.ts'), rule: IMPORTS },
  { file: 'src/client/a.test.ts', code: importFrom('../host/a.ts'), rule: null },
  {
    file: 'e2e/a.spec.ts',
    code: 'export const a = (b: { waitForTimeout: 1 }) => b.waitForTimeout;',
    rule: PROPERTIES,
  },
];

/** Every folder of the product. */
const FOLDERS = [
  ...Object.keys(FORBIDDEN).map((layer) => `src/${layer}`),
  ...PAGES.map((page) => `src/renderer/${page}`),
  'scripts',
];
const testSupportFixtures = (): Fixture[] =>
  FOLDERS.flatMap((folder) => [
    ...['test', 'harness', 'fixtures', 'fake'].map((suffix) => ({
      file: `${folder}/a.ts`,
      code: importFrom(`./b.${suffix}.ts`),
      rule: IMPORTS,
    })),
    { file: `${folder}/a.tsx`, code: importTypeFrom('../deep/b.fixtures.tsx'), rule: IMPORTS },
    { file: `${folder}/a.ts`, code: importFrom('./harness.ts'), rule: null },
    ...['test', 'harness', 'fixtures', 'fake'].map((suffix) => ({
      file: `${folder}/a.${suffix}.ts`,
      code: importFrom('./b.harness.ts'),
      rule: null,
    })),
  ]);

const FIXTURES: Fixture[] = [
  ...layerFixtures(),
  ...ALLOWED.map(([layer, other]) => ({
    file: `src/${layer}/a.ts`,
    code: importFrom(`../${other}/a.ts`),
    rule: null,
  })),
  ...pageFixtures(),
  ...electronFixtures(),
  ...browserFixtures(),
  ...schemaFixtures(),
  ...hostCallFixtures(),
  ...styleFixtures(),
  ...testSupportFixtures(),
].map((fixture, n) => ({ ...fixture, file: fixture.file.replace(/\/a(?=\.[^/]+$)/, `/fixture${n}`) }));

interface Diagnostic {
  filename: string;
  code: string;
}

/** Writes every fixture next to a copy of the rules and lints them all in one run. */
function lint(folder: string): Diagnostic[] {
  mkdirSync(join(folder, 'scripts'));
  for (const name of [
    'oxlint.config.ts',
    'oxlint.boundaries.ts',
    'scripts/test-support.ts',
    'tsconfig.json',
  ]) {
    cpSync(join(ROOT, name), join(folder, name));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const fixture of FIXTURES) {
    mkdirSync(dirname(join(folder, fixture.file)), { recursive: true });
    writeFileSync(join(folder, fixture.file), fixture.code);
  }
  const run = spawnSync(
    process.execPath,
    [binScript(ROOT, 'oxlint'), '--format', 'json', 'src', 'scripts', 'bench', 'e2e'],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (run.status !== 1) throw new Error(`oxlint did not reject the fixtures: ${run.stdout}${run.stderr}`);
  return (JSON.parse(run.stdout) as { diagnostics: Diagnostic[] }).diagnostics;
}

describe('lint', () => {
  let folder: string;
  const diagnostics = new Map<string, string[]>();

  beforeAll(() => {
    folder = makeTemporaryFolder('boundaries-');
    for (const { filename, code } of lint(folder)) {
      const file = filename.replaceAll('\\', '/');
      diagnostics.set(file, [...(diagnostics.get(file) ?? []), code]);
    }
  }, 30_000);
  afterAll(() => removeFolder(folder));

  test.each(FIXTURES.filter(({ rule }) => rule !== null))('$rule rejects $file: $code', ({ file, rule }) => {
    expect(diagnostics.get(file) ?? []).toContain(rule);
  });

  test.each(FIXTURES.filter(({ rule }) => rule === null))('allows $file: $code', ({ file }) => {
    expect(
      (diagnostics.get(file) ?? []).filter((code) => [IMPORTS, GLOBALS, PROPERTIES].includes(code)),
    ).toEqual([]);
  });
});

test('an evening on a laptop starts without the driver of a database', () => {
  const loaded = packagesLoadedBy(ROOT, 'src/cli/run.ts');
  expect(loaded).toContain('better-sqlite3');
  expect(loaded).not.toContain('pg');
  expect(packagesLoadedBy(ROOT, 'src/host/storage/open-postgres-store.ts')).toContain('pg');
});

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { binScript } from './bin-script.ts';
import { modulesOf, schemaModules } from './schema-modules.harness.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';

const ROOT = join(import.meta.dirname, '..');
const IMPORTS = 'eslint(no-restricted-imports)';
const PROPERTIES = 'eslint(no-restricted-properties)';
const GLOBALS = 'eslint(no-restricted-globals)';

interface Plant {
  file: string;
  code: string;
  /** The rule that refuses it, or null where the code is fine. */
  rule: string | null;
}

const take = (from: string) => `import { a } from '${from}';\nexport const b = a;\n`;
const takeType = (from: string) => `import type { A } from '${from}';\nexport type B = A;\n`;

/** For each room the rooms it must not import. */
const CLOSED: Record<string, string[]> = {
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
const OPEN: [string, string][] = [
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

const roomPlants = (): Plant[] =>
  Object.entries(CLOSED).flatMap(([room, rooms]) =>
    rooms.flatMap((other) => [
      { file: `src/${room}/a.ts`, code: take(`../${other}/a.ts`), rule: IMPORTS },
      { file: `src/${room}/deep/a.ts`, code: take(`../../${other}/deep/a.ts`), rule: IMPORTS },
    ]),
  );

const pagePlants = (): Plant[] =>
  PAGES.flatMap((page) => {
    const file = `src/renderer/${page}/a.tsx`;
    const closedRooms = ['rehearsal', 'host', 'cli', 'main', 'preload'].map((room) => `../../${room}/a.ts`);
    const siblings = PAGES.filter((other) => other !== page && other !== 'shared').map(
      (p) => `../${p}/a.tsx`,
    );
    return [
      ...[...closedRooms, ...siblings, 'node:fs', 'fastify'].map((from) => ({
        file,
        code: take(from),
        rule: IMPORTS,
      })),
      { file, code: takeType('../../preload/a.ts'), rule: null },
      { file, code: take('../../client/a.ts'), rule: null },
    ];
  });

const electronPlants = (): Plant[] => [
  ...['game', 'protocol', 'client', 'rehearsal', 'host', 'cli', 'renderer/banker'].flatMap((room) => [
    { file: `src/${room}/a.ts`, code: take('electron'), rule: IMPORTS },
    { file: `src/${room}/a.ts`, code: takeType('electron'), rule: null },
  ]),
  ...['main', 'preload'].map((room) => ({ file: `src/${room}/a.ts`, code: take('electron'), rule: null })),
];

const browserPlants = (): Plant[] => [
  ...['game', 'protocol', 'client'].flatMap((room) => [
    { file: `src/${room}/a.ts`, code: take('node:crypto'), rule: IMPORTS },
    { file: `src/${room}/a.ts`, code: 'export const a = process.pid;', rule: GLOBALS },
  ]),
  ...['game', 'protocol'].flatMap((room) => [
    { file: `src/${room}/a.ts`, code: 'export const a = Date.now();', rule: PROPERTIES },
    { file: `src/${room}/a.ts`, code: 'export const a = Math.random();', rule: PROPERTIES },
    { file: `src/${room}/a.ts`, code: 'export const a = performance.now();', rule: GLOBALS },
  ]),
  ...['client', 'renderer/player', 'renderer/shared'].flatMap((room) =>
    SECURE_ONLY.map(([code, rule]) => ({ file: `src/${room}/a.ts`, code, rule })),
  ),
  { file: 'src/renderer/banker/a.ts', code: 'export const a = navigator.wakeLock;', rule: null },
];

const PAGE_CODE: [string, string][] = [
  ['src/client/a.ts', '..'],
  ...PAGES.map((page): [string, string] => [`src/renderer/${page}/a.tsx`, '../..']),
];

/** Every module of the rules and the wire, asked for by each page: those with schemas only for their types. */
const schemaPlants = (withSchemas = schemaModules(ROOT)): Plant[] =>
  PAGE_CODE.flatMap(([file, up]) => [
    { file, code: take('typebox'), rule: IMPORTS },
    { file, code: takeType('typebox'), rule: null },
    ...modulesOf(ROOT, ['game', 'protocol']).flatMap((module) => {
      const from = module.replace(/^src/, up);
      const rule = withSchemas.has(module) ? IMPORTS : null;
      return [
        { file, code: take(from), rule },
        { file, code: takeType(from), rule: null },
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
const hostCallPlants = (): Plant[] =>
  HOST_CALLS.flatMap((code) => [
    ...PAGES.map((page) => ({ file: `src/renderer/${page}/a.ts`, code, rule: GLOBALS })),
    { file: 'src/client/a.ts', code, rule: null },
  ]);

const stylePlants = (): Plant[] => [
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
  { file: 'src/host/a.ts', code: take('../../e2e/fixtures.ts'), rule: IMPORTS },
  { file: 'scripts/a.ts', code: take('../src/host/host.ts'), rule: IMPORTS },
  { file: 'src/game/a.test.ts', code: take('../host/a.ts'), rule: IMPORTS },
  { file: 'src/client/a.test.ts', code: take('../host/a.ts'), rule: null },
  {
    file: 'e2e/a.spec.ts',
    code: 'export const a = (b: { waitForTimeout: 1 }) => b.waitForTimeout;',
    rule: PROPERTIES,
  },
];

const PLANTS: Plant[] = [
  ...roomPlants(),
  ...OPEN.map(([room, other]) => ({ file: `src/${room}/a.ts`, code: take(`../${other}/a.ts`), rule: null })),
  ...pagePlants(),
  ...electronPlants(),
  ...browserPlants(),
  ...schemaPlants(),
  ...hostCallPlants(),
  ...stylePlants(),
].map((plant, n) => ({ ...plant, file: plant.file.replace(/\/a(?=\.[^/]+$)/, `/plant${n}`) }));

interface Refusal {
  filename: string;
  code: string;
}

/** Writes every plant beside a copy of the rules and lints them all in one run. */
function lint(folder: string): Refusal[] {
  for (const name of ['oxlint.config.ts', 'oxlint.fence.ts', 'tsconfig.json']) {
    cpSync(join(ROOT, name), join(folder, name));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const plant of PLANTS) {
    mkdirSync(dirname(join(folder, plant.file)), { recursive: true });
    writeFileSync(join(folder, plant.file), plant.code);
  }
  const run = spawnSync(
    process.execPath,
    [binScript(ROOT, 'oxlint'), '--format', 'json', 'src', 'scripts', 'e2e'],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (run.status !== 1) throw new Error(`oxlint did not refuse the plants: ${run.stdout}${run.stderr}`);
  return (JSON.parse(run.stdout) as { diagnostics: Refusal[] }).diagnostics;
}

describe('lint', () => {
  let folder: string;
  const refusals = new Map<string, string[]>();

  beforeAll(() => {
    folder = makeTemporaryFolder('fence-');
    for (const { filename, code } of lint(folder)) {
      const file = filename.replaceAll('\\', '/');
      refusals.set(file, [...(refusals.get(file) ?? []), code]);
    }
  }, 30_000);
  afterAll(() => removeFolder(folder));

  test.each(PLANTS.filter(({ rule }) => rule !== null))('$rule refuses $file: $code', ({ file, rule }) => {
    expect(refusals.get(file) ?? []).toContain(rule);
  });

  test.each(PLANTS.filter(({ rule }) => rule === null))('lets $file: $code', ({ file }) => {
    expect(
      (refusals.get(file) ?? []).filter((code) => [IMPORTS, GLOBALS, PROPERTIES].includes(code)),
    ).toEqual([]);
  });
});

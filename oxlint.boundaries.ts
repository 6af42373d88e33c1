import type { OxlintOverride } from 'oxlint';
import { TEST_FILES, TEST_PATH } from './scripts/test-support.ts';

type Rules = NonNullable<OxlintOverride['rules']>;
interface ImportPattern {
  regex: string;
  message: string;
  allowTypeImports?: boolean;
}

const DIRECTION =
  'game <- protocol <- client <- renderer, rehearsal; game, protocol <- host; host, rehearsal <- cli, main.';

/** Layers that may not be imported at all. */
const forbidden = (...layers: string[]): ImportPattern => ({
  regex: `(^|/)\\.\\./(${layers.join('|')})(/|$)`,
  message: `Imports go one way only: ${DIRECTION}`,
});

/** Layers from which only types may be imported. */
const typesOnly = (...layers: string[]): ImportPattern => ({
  ...forbidden(...layers),
  allowTypeImports: true,
});

const ELECTRON: ImportPattern = {
  regex: '^electron(/|$)',
  allowTypeImports: true,
  message: 'Electron itself is imported only in src/main and src/preload; pass in what is needed of it.',
};
const TOOLING: ImportPattern = {
  regex: '(^|/)\\.\\./(scripts|e2e|bench)(/|$)',
  message: 'The product imports nothing from its tooling.',
};
const TOOLING_BUT_FORMS: ImportPattern = {
  regex: '(^|/)\\.\\./(scripts|e2e|bench)(/(?!long-form\\.fixtures\\.ts$)|$)',
  message: 'Tests of the rules ask the tooling for nothing but whether it is their long form that runs.',
};
const NODE: ImportPattern = {
  regex: '^node:',
  message: 'This layer also runs in a browser: no Node modules here.',
};
const SERVER: ImportPattern = {
  regex: '^(fastify|@fastify/.+|better-sqlite3|pg|ws|pino|bonjour-service|rotating-file-stream|vite)(/|$)',
  message: 'This layer also runs in a browser: no server packages here.',
};
const PAGES: ImportPattern = {
  regex: '^(react|react-.+|i18next|lucide-react)(/|$)',
  message: 'This layer knows nothing of the pages.',
};
/** Everything that loads TypeBox: scripts/boundaries.test.ts compares this list with what schema-modules.harness.ts finds. */
const SCHEMAS: ImportPattern = {
  regex:
    '^typebox(/|$)|(^|/)(game/(event-fields|event-validator|legacy-defaults|map-fields|read-event)|protocol/(backups|challenge-schemas|doctor-report|entity-schemas|frames|host-info|languages|library|player-schemas|problems|rest-schemas|roster-schemas|team-schemas|typed-fields|wifi))\\.ts$',
  allowTypeImports: true,
  message: 'Pages load no schemas: import only their types, and values from a file without TypeBox.',
};
const PRODUCT: ImportPattern = {
  regex: '^(\\.\\./|\\./)+src/',
  message: 'Tooling starts the product; it neither contains nor imports any of it.',
};

const TEST_SUPPORT: ImportPattern = {
  regex: TEST_PATH,
  message: 'Only tests and test support import test support.',
};

const imports = (...patterns: ImportPattern[]): Rules => ({
  'eslint/no-restricted-imports': ['error', { patterns }],
});

const named = (message: string, names: string[]) => names.map((name) => ({ name, message }));

const NODE_GLOBALS = named('This layer also runs in a browser.', [
  'process',
  'Buffer',
  'setImmediate',
  'clearImmediate',
  'global',
  '__dirname',
  '__filename',
]);
const IMPURE_GLOBALS = named('This layer is pure: time, randomness and I/O come in as arguments.', [
  'performance',
  'setTimeout',
  'setInterval',
  'fetch',
  'WebSocket',
  'crypto',
  'window',
  'document',
  'navigator',
  'localStorage',
  'sessionStorage',
]);
const INSECURE = 'Not available to phones on plain http (an insecure context): the page would stay blank.';
const SECURE_GLOBALS = named(INSECURE, ['Notification']);

const HOST_CALLS = named('Pages call the host through src/client.', [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
]);

const globals = (...lists: { name: string; message: string }[][]): Rules => ({
  'eslint/no-restricted-globals': ['error', { globals: lists.flat(), checkGlobalObject: true }],
});

const PURE: Rules = {
  ...globals(NODE_GLOBALS, IMPURE_GLOBALS),
  'eslint/no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'Time comes in as an argument.' },
    { object: 'Math', property: 'random', message: 'Randomness comes in as an argument.' },
  ],
};

/** Names are sorted in the language that a page speaks, which need not be the browser's. */
const LOCALE_COMPARE = {
  property: 'localeCompare',
  message: 'It sorts as the browser speaks: sort by compareNames of useFormat().',
};

/** What phones load has to run without a secure context. */
const PHONE_PROPERTIES: Rules = {
  'eslint/no-restricted-properties': [
    'error',
    { property: 'randomUUID', message: INSECURE },
    { property: 'subtle', message: INSECURE },
    { property: 'clipboard', message: INSECURE },
    { property: 'wakeLock', message: INSECURE },
    { property: 'share', message: INSECURE },
    { property: 'canShare', message: INSECURE },
    { property: 'serviceWorker', message: INSECURE },
    { property: 'mediaDevices', message: INSECURE },
    { object: 'navigator', property: 'locks', message: INSECURE },
    LOCALE_COMPARE,
  ],
};

const PHONE: Rules = { ...globals(NODE_GLOBALS, SECURE_GLOBALS, HOST_CALLS), ...PHONE_PROPERTIES };
const LAPTOP: Rules = {
  ...globals(NODE_GLOBALS, HOST_CALLS),
  'eslint/no-restricted-properties': ['error', LOCALE_COMPARE],
};

/** What is not a test, with what it may not import in addition to test support. */
const code = (folder: string, restrictions: ImportPattern[], also: Rules = {}): OxlintOverride => ({
  files: [`${folder}/**`],
  excludeFiles: TEST_FILES.map((name) => `**/${name}`),
  rules: { ...imports(TEST_SUPPORT, ...restrictions), ...also },
});
const tests = (folder: string, ...restrictions: ImportPattern[]): OxlintOverride => ({
  files: TEST_FILES.map((name) => `${folder}/**/${name}`),
  rules: imports(...restrictions),
});

const ABOVE_GAME = forbidden('protocol', 'client', 'renderer', 'rehearsal', 'host', 'cli', 'main', 'preload');
const ABOVE_PROTOCOL = forbidden('client', 'renderer', 'rehearsal', 'host', 'cli', 'main', 'preload');

const page = (name: string, siblings: string[], also: Rules): OxlintOverride =>
  code(
    `src/renderer/${name}`,
    [
      forbidden('rehearsal', 'host', 'cli', 'main', ...siblings),
      typesOnly('preload'),
      TOOLING,
      ELECTRON,
      NODE,
      SERVER,
      SCHEMAS,
    ],
    also,
  );

/**
 * The boundaries between layers, one entry per layer. A later entry replaces an earlier one for the same rule.
 * Tests run in Node, and those of layers that talk to a host may start one; `game` and `protocol` keep their boundaries.
 */
export const boundaries: OxlintOverride[] = [
  code('src/game', [ABOVE_GAME, TOOLING, ELECTRON, NODE, SERVER, PAGES], PURE),
  code('src/protocol', [ABOVE_PROTOCOL, TOOLING, ELECTRON, NODE, SERVER, PAGES], PURE),
  code(
    'src/client',
    [
      forbidden('renderer', 'rehearsal', 'host', 'cli', 'main', 'preload'),
      TOOLING,
      ELECTRON,
      NODE,
      SERVER,
      SCHEMAS,
    ],
    { ...globals(NODE_GLOBALS, SECURE_GLOBALS), ...PHONE_PROPERTIES },
  ),
  page('player', ['banker', 'board'], PHONE),
  page('shared', ['banker', 'board', 'player'], PHONE),
  page('banker', ['player', 'board'], LAPTOP),
  page('board', ['player', 'banker'], LAPTOP),
  code('src/rehearsal', [forbidden('renderer', 'host', 'cli', 'main', 'preload'), TOOLING, ELECTRON]),
  code('src/host', [
    forbidden('client', 'renderer', 'rehearsal', 'cli', 'main', 'preload'),
    TOOLING,
    ELECTRON,
    PAGES,
  ]),
  code('src/cli', [forbidden('renderer', 'main', 'preload'), TOOLING, ELECTRON, PAGES]),
  code('src/main', [forbidden('renderer', 'cli'), typesOnly('preload'), TOOLING, PAGES]),
  code('src/preload', [
    forbidden('game', 'client', 'renderer', 'rehearsal', 'host', 'cli'),
    typesOnly('main', 'protocol'),
    TOOLING,
  ]),
  code('scripts', [PRODUCT, ELECTRON]),
  tests('src/game', ABOVE_GAME, TOOLING_BUT_FORMS, ELECTRON),
  tests('src/protocol', ABOVE_PROTOCOL, TOOLING, ELECTRON),
  tests('src/host', forbidden('renderer', 'rehearsal', 'cli', 'main', 'preload'), ELECTRON),
  // Tests of the whole host, with their support.
  {
    files: ['src/host/faults/**'],
    rules: imports(forbidden('renderer', 'rehearsal', 'cli', 'main', 'preload'), ELECTRON),
  },
  tests('src/client', forbidden('renderer', 'rehearsal', 'cli', 'main'), ELECTRON),
  tests('src/renderer', forbidden('rehearsal', 'cli', 'main'), ELECTRON),
  tests('src/rehearsal', forbidden('renderer', 'cli', 'main'), ELECTRON),
  tests('scripts', PRODUCT, ELECTRON),
  { files: ['*.config.ts'], rules: imports(PRODUCT, ELECTRON, TEST_SUPPORT) },
];

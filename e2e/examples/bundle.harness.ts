import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, normalizePath, type Plugin } from 'vite';

const HERE = import.meta.dirname;
const CLIENT = join(HERE, '../../src/client/challenge-websocket-integration.ts');

/** A file in this folder, as Vite names it on every system. */
const fileOf = (id: string) => normalizePath(resolve(HERE, id));

/** The examples, exactly as in the first design. */
export type Example = 'PlayerDashboard' | 'HostDashboard';
const FILES = { PlayerDashboard: 'player-dashboard', HostDashboard: 'host-dashboard' } as const;

/** What the document leaves to whoever copies an example; the example itself is used word for word. */
const PREAMBLE = `import { useState } from 'react';
import { ActiveChallengeCard, assignChallenge, cancelChallenge, ChallengeCard, completeChallenge,
  PendingChallengeCard, playNotificationSound, showNotification } from './components.fake.tsx';\n`;
const INTEGRATION = "import { useChallengeWebSocket } from './challenge-websocket-integration';\n";

const page = (example: Example) => `import { createElement, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Example } from './example.jsx';
window.show = (props) => createRoot(document.getElementById('root')).render(
  createElement(StrictMode, null, createElement(Example, props)));
document.documentElement.dataset.example = '${example}';\n`;

/** Bundles a script that defines `show({gameCode, playerId})`, which renders the example as the page's only content. */
export async function bundle(example: Example): Promise<string> {
  const written = readFileSync(join(HERE, `${FILES[example]}.jsx.txt`), 'utf8');
  const imports = written.includes('import {') ? '' : INTEGRATION;
  const sources = new Map([
    [fileOf('page.jsx'), page(example)],
    [fileOf('example.jsx'), `${PREAMBLE}${imports}${written}\nexport { ${example} as Example };\n`],
  ]);
  const examples: Plugin = {
    name: 'examples',
    enforce: 'pre',
    resolveId(id) {
      if (id === './challenge-websocket-integration') return CLIENT;
      return sources.has(fileOf(id)) ? fileOf(id) : null;
    },
    load: (id) => sources.get(id) ?? null,
  };
  const built = await build({
    configFile: false,
    root: HERE,
    logLevel: 'error',
    plugins: [examples],
    build: { write: false, rolldownOptions: { input: fileOf('page.jsx') } },
  });
  if (!('output' in built)) throw new Error('The example was not built.');
  return built.output[0].code;
}

/** The headless host in a terminal that speaks another language. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../host/storage/events.fixtures.ts';

const CLI = join(import.meta.dirname, 'index.ts');

it.each([
  ['de_DE.UTF-8', 'ist eine Datei oder liegt in einer. Wähle einen anderen Ordner.'],
  ['ar_EG.UTF-8', 'يلزم اختيار مجلد آخر.'],
])(
  'a start that fails says why in the language of the terminal: %s',
  { timeout: 60_000 },
  async (locale, end) => {
    const folder = temporaryFolder();
    const file = join(folder.path, 'file');
    writeFileSync(file, '');
    const env = { ...process.env, LC_ALL: locale };
    const child = spawn(process.execPath, [CLI, '--data', file, '--no-mdns'], { stdio: 'pipe', env });
    const said = await text(child.stderr);
    folder.dispose();
    expect(said).toContain(file);
    expect(said.trim().endsWith(end)).toBe(true);
  },
);

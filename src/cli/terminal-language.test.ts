/** The headless host in a terminal that speaks another language. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { shortOrAll } from '../../scripts/long-form.fixtures.ts';
import { temporaryFolder } from '../host/storage/events.fixtures.ts';

const CLI = join(import.meta.dirname, 'index.ts');

it.each(
  shortOrAll([
    ['de_DE.UTF-8', 'ist eine Datei oder liegt in einer. Wähle einen anderen Ordner.'],
    ['ar_EG.UTF-8', 'يلزم اختيار مجلد آخر.'],
  ] as const),
)(
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

it('a host that runs warns in the language of the terminal', { timeout: 60_000 }, async () => {
  const folder = temporaryFolder();
  const env = { ...process.env, LC_ALL: 'de_DE.UTF-8' };
  const options = ['--data', folder.path, '--no-mdns', '--port', '0', '--address', '10.98.76.54'];
  const child = spawn(process.execPath, [CLI, ...options], { stdio: 'pipe', env });
  let said = '';
  for await (const part of child.stderr) {
    said += String(part);
    if (said.includes('10.98.76.54')) child.kill('SIGKILL');
  }
  folder.dispose();
  expect(said).toContain('Keine Netzwerkkarte dieses Laptops hat die Adresse 10.98.76.54, die Handys sehen.');
});

it.each(
  shortOrAll([
    ['en_GB.UTF-8', 'wherever they are:', 'same network'],
    ['de_DE.UTF-8', 'egal wo sie sind:', 'selben Netz'],
    ['fr_FR.UTF-8', 'où qu’ils soient\u00a0:', 'même réseau'],
    ['es_ES.UTF-8', 'estén donde estén:', 'misma red'],
    ['ar_EG.UTF-8', 'أينما كانت:', 'الشبكة نفسها'],
  ] as const),
)(
  'a host behind a balancer asks for phones from anywhere, not of its own network: %s',
  { timeout: 60_000 },
  async (locale, anywhere, here) => {
    const folder = temporaryFolder();
    const env = { ...process.env, LC_ALL: locale };
    const options = [
      '--data',
      folder.path,
      '--no-mdns',
      '--port',
      '0',
      '--public-url',
      'https://night.example',
    ];
    const child = spawn(process.execPath, [CLI, ...options], { stdio: 'pipe', env });
    let said = '';
    for await (const part of child.stdout) {
      said += String(part);
      if (/(Ctrl|Strg)-C/.test(said)) child.kill('SIGKILL');
    }
    folder.dispose();
    expect(said).toContain(anywhere);
    expect(said).toContain('  https://night.example\n');
    expect(said).not.toContain(here);
  },
);

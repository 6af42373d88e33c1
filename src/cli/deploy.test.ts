/** What deploy/ says to containers is what the host and the balancer understand: no container engine is needed to see that. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Type from 'typebox';
import Value from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseBus, parsePublicUrl, parseStore, readOptions } from '../host/start/command-line.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');
const Service = Type.Object({
  image: Type.Optional(Type.String()),
  command: Type.Optional(Type.Array(Type.String())),
  environment: Type.Optional(Type.Record(Type.String(), Type.String())),
  volumes: Type.Optional(Type.Array(Type.String())),
  secrets: Type.Optional(Type.Array(Type.String())),
});
const Compose = Type.Object({
  services: Type.Record(Type.String(), Service),
  secrets: Type.Record(Type.String(), Type.Object({ file: Type.String() })),
});

const { services, secrets } = Value.Parse(Compose, parse(read('deploy/compose.yaml'), { merge: true }));
const hosts = Object.entries(services).filter(([name]) => name.startsWith('host-'));
/** As compose fills a variable in: its default, or the example of what is asked for. */
const filled = (text = '') =>
  text
    .replace(/\$\{\w+:-(?<usual>[^}]*)\}/g, '$<usual>')
    .replace(/\$\{\w+:\?[^}]*\}/g, 'https://night.example');

describe('compose.yaml', () => {
  it('starts three hosts with options that the host takes', () => {
    expect(hosts).toHaveLength(3);
    const entry = /^ENTRYPOINT (?<words>\[.+\])$/m.exec(read('deploy/Dockerfile'))?.groups?.['words'] ?? '[]';
    const [program, script, ...fixed] = Value.Parse(Type.Array(Type.String()), JSON.parse(entry));
    expect([program, script]).toEqual(['node', 'src/cli/index.ts']);
    for (const [, { command = [], environment = {} }] of hosts) {
      expect(readOptions([...fixed, ...command])).toMatchObject({
        port: 4747,
        ops: { ip: '0.0.0.0', port: 9464 },
        data: '/data',
      });
      const { TRADING_GAME_STORE, TRADING_GAME_BUS, TRADING_GAME_PUBLIC_URL, ...more } = environment;
      expect(parseStore(filled(TRADING_GAME_STORE)).shown).toBe('postgres://database:5432/games');
      expect(parseBus(filled(TRADING_GAME_BUS)).shown).toBe('redis://bus:6379');
      expect(parsePublicUrl(filled(TRADING_GAME_PUBLIC_URL))).toBe('https://night.example');
      expect(Object.keys(more)).toEqual(['TRADING_GAME_SECRET_FILE']);
      for (const name of Object.keys(environment)) expect(read('src/cli/run.ts')).toContain(name);
    }
  });

  it('gives the balancer what its configuration asks for, and nothing else', () => {
    const asked = new Set(
      read('deploy/haproxy.cfg')
        .split('\n')
        .filter((line) => !line.trimStart().startsWith('#'))
        .flatMap((line) => [...line.matchAll(/\$\{(?<name>\w+)/g)].map(({ groups }) => groups?.['name'])),
    );
    const environment = services['balancer']?.environment ?? {};
    expect(new Set(Object.keys(environment))).toEqual(asked);
    expect(hosts.map(([name]) => `${name}:4747`)).toEqual([1, 2, 3].map((at) => environment[`HOST_${at}`]));
    expect(services['balancer']?.volumes).toEqual(['./haproxy.cfg:/usr/local/etc/haproxy/haproxy.cfg:ro']);
  });

  it('names a version of every image, and keeps the secret out of the repository and of images', () => {
    const images = Object.values(services).flatMap(({ image }) => image ?? []);
    expect(images.filter((image) => !/:\d/.test(image))).toEqual([]);
    expect(Object.values(secrets)).toEqual([{ file: './secret' }]);
    for (const list of ['.gitignore', '.dockerignore'])
      expect(read(list).split('\n')).toContain('deploy/secret');
  });
});

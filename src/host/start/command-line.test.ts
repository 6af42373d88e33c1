import { describe, expect, it } from 'vitest';
import { readOptions, UsageError } from './command-line.ts';
import { helpText } from './help-text.ts';
import { terminalWords } from './terminal-words.ts';

describe('the command line', () => {
  it('needs nothing', () => {
    expect(readOptions([])).toEqual({
      port: null,
      data: null,
      store: null,
      bus: null,
      secretFile: null,
      ownersFile: null,
      newOwner: null,
      publicUrl: null,
      keepEveningsDays: null,
      json: false,
      mdns: null,
      allowHosts: [],
      trustedProxies: [],
      address: null,
      demo: null,
      browser: false,
      joinBurst: null,
      ops: null,
      drainSeconds: null,
      waitSeconds: 0,
    });
  });

  it('takes everything at once', () => {
    const words =
      '--port 0 --data here --secret-file key --owners-file owners --new-owner Bristol --public-url https://Night.example:8443/ --keep-evenings 30 --json --no-mdns --allow-host a.b --allow-host c --trust-proxy 10.0.0.1 --trust-proxy fd12::/64 --address fd12::1 --browser --join-burst 1000 --ops-port 9464 --drain 20 --wait 10';
    expect(readOptions(words.split(' '))).toEqual({
      port: 0,
      data: 'here',
      store: null,
      bus: null,
      secretFile: 'key',
      ownersFile: 'owners',
      newOwner: 'Bristol',
      publicUrl: 'https://night.example:8443',
      keepEveningsDays: 30,
      json: true,
      mdns: false,
      allowHosts: ['a.b', 'c'],
      trustedProxies: ['10.0.0.1', 'fd12::/64'],
      address: 'fd12::1',
      demo: null,
      browser: true,
      joinBurst: 1000,
      ops: { ip: '127.0.0.1', port: 9464 },
      drainSeconds: 20,
      waitSeconds: 10,
    });
  });

  it.each([
    ['0', { ip: '127.0.0.1', port: 0 }],
    ['10.0.0.5:9464', { ip: '10.0.0.5', port: 9464 }],
    ['[fd12::1]:9464', { ip: 'fd12::1', port: 9464 }],
  ])('takes a port for operators, on loopback unless an address is given: %s', (text, ops) => {
    expect(readOptions(['--ops-port', text])?.ops).toEqual(ops);
  });

  it.each(['', '70000', 'fd12::1:9464', '[10.0.0.5]:9464', 'everywhere:9464', ':9464', '10.0.0.5'])(
    'takes no "%s" for a port for operators',
    (text) => {
      expect(() => readOptions(['--ops-port', text])).toThrow(/^--ops-port takes a port/);
    },
  );

  it('takes a number of simulated players, or twelve, with a banker or without', () => {
    expect(readOptions(['--demo'])?.demo).toEqual({ players: 12, banker: false });
    expect(readOptions(['--demo', '--json'])).toMatchObject({ json: true, demo: { players: 12 } });
    expect(readOptions(['--demo', '30', '--demo-banker'])?.demo).toEqual({ players: 30, banker: true });
  });

  it('takes a database, and repeats no password of one', () => {
    expect(readOptions(['--store', 'postgres://anna:geheim@db.example/games'])?.store?.shown).toBe(
      'postgres://db.example:5432/games',
    );
    for (const args of [
      ['--store', 'postgres://anna:geheim@db.example'],
      ['postgres://anna:geheim@db.example/games'],
      ['--stroe=postgres://anna:geheim@db.example/games'],
    ])
      expect(() => readOptions(args)).toThrow(/^(?!.*geheim).*$/s);
  });

  it('answers a cry for help', () => {
    expect(readOptions(['--help', '--port', '1'])).toBeNull();
  });

  it.each([
    [['--prot', '4747'], "Unknown option '--prot'"],
    [['4747'], 'Unexpected argument'],
    [['--port'], '--port'],
    [['--port', 'http'], '--port takes a number'],
    [['--port', '65536'], '--port takes a number'],
    [['--data', ''], '--data takes a folder'],
    [['--store', 'mysql://db.example/games'], '--store takes the address of a PostgreSQL database'],
    [['--store', ''], '--store takes the address of a PostgreSQL database'],
    [['--bus', 'http://cache.example'], '--bus takes the address of a Redis server'],
    [['--bus', 'redis://cache.example/games'], '--bus takes the address of a Redis server'],
    [['--bus', ''], '--bus takes the address of a Redis server'],
    [['--secret-file', ''], '--secret-file takes the name of a file'],
    [['--keep-evenings', '0'], '--keep-evenings takes a number of days, 1 to 3650, not 0'],
    [['--keep-evenings', 'ever'], '--keep-evenings takes a number of days, 1 to 3650, not ever'],
    [['--public-url', ''], '--public-url takes the address'],
    [['--public-url', 'night.example'], '--public-url takes the address'],
    [['--public-url', 'ftp://night.example'], '--public-url takes the address'],
    [['--public-url', 'https://night.example/games'], '--public-url takes the address'],
    [['--public-url', 'https://night.example/?a'], '--public-url takes the address'],
    [['--public-url', 'https://anna@night.example'], '--public-url takes the address'],
    [['--address', '127.0.0.1'], '--address takes an IP address that other devices can reach'],
    [['--address', 'laptop'], '--address takes an IP address'],
    [['--allow-host', 'http://x/'], '--allow-host takes a name'],
    [['--trust-proxy', 'balancer'], '--trust-proxy takes an IP address, or a subnet'],
    [['--trust-proxy', '10.0.0.0/33'], '--trust-proxy takes an IP address, or a subnet'],
    [['--trust-proxy', '10.0.0.0/8/8'], '--trust-proxy takes an IP address, or a subnet'],
    [['--trust-proxy', '10.0.0.0/'], '--trust-proxy takes an IP address, or a subnet'],
    [['--demo', '0'], '--demo takes a number'],
    [['--demo-banker'], '--demo-banker needs --demo.'],
    [['--port', '-1'], "Option '--port' argument is ambiguous. See npm start -- --help."],
    [['--demo', '201', '--json'], '--demo takes a number'],
    [['--join-burst', '0'], '--join-burst takes a number of players from 1 to 10000'],
    [['--join-burst', '10001'], '--join-burst takes a number of players'],
    [['--join-burst', 'many'], '--join-burst takes a number of players'],
    [['--wait', 'long'], '--wait takes a number of seconds'],
    [['--wait', '601'], '--wait takes a number of seconds'],
  ])('%j is a usage error in one sentence', (args, sentence) => {
    const read = () => readOptions(args);
    expect(read).toThrow(UsageError);
    expect(read).toThrow(sentence);
    expect(read).not.toThrow('\n');
  });

  it.each([
    '--no-sandbox',
    '--ozone-platform=wayland',
    '--ozone-platform-hint=auto',
    '--disable-gpu',
    '--enable-features=UseOzonePlatform,WaylandWindowDecorations',
    '--force-device-scale-factor=1.5',
    '--use-gl=swiftshader',
    '--inspect=0',
    '--inspect-brk',
    '--remote-debugging-port=0',
    '--user-data-dir=/somewhere else',
    '--js-flags=--max-old-space-size=4096',
    '--lang=de',
    '--host-rules=MAP * 127.0.0.1',
    '--no-zygote',
    '--log-level=1',
    '--gtk-version=3',
    '--password-store=basic',
    '-psn_0_12345',
  ])("leaves Electron's %s to the desktop app, wherever it stands", (its) => {
    const ours = ['--port', '0', '--json'];
    for (const args of [
      [its, ...ours],
      ['--port', '0', its, '--json'],
      [...ours, its],
    ]) {
      expect(readOptions(args)).toMatchObject({ port: 0, json: true });
    }
  });

  it.each(['--allow-hots', '--no-mdn', '--dat', '--browsers', '--hlep', '--jsn', '--addres', '--waits'])(
    'does not take %s, which is nearly ours, for one of Electron',
    (mistyped) => {
      expect(() => readOptions([mistyped])).toThrow('Unknown option');
    },
  );

  it.each(['en', 'de', 'fr', 'es', 'ar'])(
    'explains every option in "%s", and where the evenings are kept',
    (language) => {
      const text = helpText('/home/berta/evenings', terminalWords({ LANG: language }));
      for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
      expect(text).not.toContain('{{');
      expect(text).toContain('/home/berta/evenings');
      for (const option of [
        'port',
        'data',
        'browser',
        'json',
        'no-mdns',
        'allow-host',
        'address',
        'demo',
        'wait',
      ])
        expect(text).toContain(`--${option}`);
    },
  );
});

import { describe, expect, it } from 'vitest';
import { readOptions, UsageError } from './command-line.ts';

describe('the command line', () => {
  it('needs nothing', () => {
    expect(readOptions([])).toEqual({
      port: null,
      data: null,
      json: false,
      mdns: true,
      allowHosts: [],
      address: null,
      demo: null,
    });
  });

  it('takes everything at once', () => {
    const words = '--port 0 --data here --json --no-mdns --allow-host a.b --allow-host c --address fd12::1';
    expect(readOptions(words.split(' '))).toEqual({
      port: 0,
      data: 'here',
      json: true,
      mdns: false,
      allowHosts: ['a.b', 'c'],
      address: 'fd12::1',
      demo: null,
    });
  });

  it('takes a number of simulated players, or twelve, with a banker or without', () => {
    expect(readOptions(['--demo'])?.demo).toEqual({ players: 12, banker: false });
    expect(readOptions(['--demo', '--json'])).toMatchObject({ json: true, demo: { players: 12 } });
    expect(readOptions(['--demo', '30', '--demo-banker'])?.demo).toEqual({ players: 30, banker: true });
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
    [['--address', '127.0.0.1'], '--address takes an IP address that other devices can reach'],
    [['--address', 'laptop'], '--address takes an IP address'],
    [['--allow-host', 'http://x/'], '--allow-host takes a name'],
    [['--demo', '0'], '--demo takes a number'],
    [['--demo-banker'], '--demo-banker needs --demo.'],
    [['--port', '-1'], "Option '--port' argument is ambiguous. See npm run host -- --help."],
    [['--demo', '201', '--json'], '--demo takes a number'],
  ])('%j is a usage error in one sentence', (args, sentence) => {
    const read = () => readOptions(args);
    expect(read).toThrow(UsageError);
    expect(read).toThrow(sentence);
    expect(read).not.toThrow('\n');
  });
});

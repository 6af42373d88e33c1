import { describe, expect, it } from 'vitest';
import { ENGLISH_WORDS } from '../host/start/terminal-words.ts';
import { appArguments, parseAppArguments } from './parse-args.ts';

describe('our own arguments', () => {
  it('follow the path of the app', () => {
    expect(appArguments(['/electron', '.', '--json'], false)).toEqual(['--json']);
    expect(appArguments(['/electron', '--inspect=0', '--no-sandbox', '/app', '--port', '0'], false)).toEqual([
      '--port',
      '0',
    ]);
    expect(appArguments(['/electron'], false)).toEqual([]);
  });

  it('are all of them when packaged', () => {
    expect(appArguments(['/opt/night', '--json'], true)).toEqual(['--json']);
  });
});

describe('the options', () => {
  function read(...args: string[]) {
    const printed: string[] = [];
    const complaints: string[] = [];
    const result = parseAppArguments(args, {
      print: (text) => printed.push(text),
      printError: (sentence) => complaints.push(sentence),
      words: ENGLISH_WORDS,
      defaultFolder: '/home/berta/evenings',
    });
    return { result, printed, complaints };
  }

  it('are those of the headless host', () => {
    expect(read('--port', '0', '--no-mdns').result).toMatchObject({ port: 0, mdns: false });
  });

  it("are unaffected by Electron's own switches", () => {
    expect(read('--no-sandbox', '--port', '0', '--ozone-platform=x11').result).toMatchObject({ port: 0 });
  });

  it('are none if help is asked for, which is then printed', () => {
    const { result, printed, complaints } = read('--help');
    expect(result).toBe(0);
    expect(printed.join()).toContain('/home/berta/evenings');
    expect(complaints).toEqual([]);
  });

  it.each([
    [['--port', 'many'], '--port takes a number from 0 to 65535, not "many".'],
    [['--browser'], 'This is the desktop app: --browser only works with npm start.'],
    [
      ['--store', 'postgres://db.example/games'],
      'This is the desktop app: --store only works with npm run host.',
    ],
  ])('are none if they are invalid (%j), and a sentence says why', (args, sentence) => {
    expect(read(...args)).toEqual({ result: 2, printed: [], complaints: [sentence] });
  });
});

import { describe, expect, it } from 'vitest';
import { ownArguments, ownOptions } from './own-options.ts';

describe('the arguments that are ours', () => {
  it('follow the path of the app', () => {
    expect(ownArguments(['/electron', '.', '--json'], false)).toEqual(['--json']);
    expect(ownArguments(['/electron', '--inspect=0', '--no-sandbox', '/app', '--port', '0'], false)).toEqual([
      '--port',
      '0',
    ]);
    expect(ownArguments(['/electron'], false)).toEqual([]);
  });

  it('are all of them when packaged', () => {
    expect(ownArguments(['/opt/night', '--json'], true)).toEqual(['--json']);
  });
});

describe('the options', () => {
  it('are those of the headless host', () => {
    const options = ownOptions(['--port', '0', '--no-mdns'], () => undefined);
    expect(options).toMatchObject({ port: 0, mdns: false });
  });

  it('are none when one is wrong, which is said in a sentence', () => {
    const said: string[] = [];
    expect(ownOptions(['--port', 'many'], (sentence) => said.push(sentence))).toBeNull();
    expect(said).toEqual(['--port takes a number from 0 to 65535, not "many".']);
  });
});

/** What macOS prints, read as on a Mac; no program of it is run, so the tests pass on Windows and Linux too. */
import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../time/manual-clock.fake.ts';
import { cause } from '../doctor/causes.ts';
import { createFirewallReader } from './create-firewall-reader.ts';
import { type FakePrograms, fakeExecFile } from './exec-file.fake.ts';
import { readBlockAll, readGlobalState, readPrograms } from './macos.ts';

const APP = '/Applications/Trading Game Night.app';
const PROGRAM = `${APP}/Contents/MacOS/Trading Game Night`;
const TOOL = '/usr/libexec/ApplicationFirewall/socketfilterfw';
const ALLOW = `sudo ${TOOL} --add '${APP}' --unblockapp '${APP}'`;

/** As macOS 10.14 to 14 print it, macOS 15, and one that puts all on a line. */
const LISTS = {
  usual: (path: string, word: string) =>
    `ALF: total number of apps = 2 \n\n1 :  /usr/libexec/bootpd \n \t ( Allow incoming connections ) \n\n2 :  ${path} \n \t ( ${word} incoming connections ) \n\n`,
  sequoia: (path: string, word: string) =>
    `Total number of apps = 2\n1 : /Applications/Zoom.app \n             (Allow incoming connections)\n2 : ${path} \n             (${word} incoming connections)\n`,
  oneLine: (path: string, word: string) =>
    `42 : /Applications/App (Free).app    ( Block incoming connections )\n43 : ${path}    ( ${word} incoming connections )\n`,
};

describe('the readers', () => {
  it.each([
    ['Firewall is disabled. (State = 0)\n', 'off'],
    ['Firewall is enabled. (State = 1)\n', 'on'],
    ['Firewall is blocking all non-essential incoming connections. (State = 2)\n', 'essential'],
    ['', null],
    ['Must be root to change settings.', null],
    ['(State = 7)', null],
  ])('of the state read %j', (output, state) => {
    expect(readGlobalState(output)).toBe(state);
  });

  it.each([
    ['Block all DISABLED! \n', false],
    ['Block all ENABLED! \n', true],
    ['Firewall has block all state set to disabled.\n', false],
    ['Firewall has block all state set to enabled.\n', true],
    ['Firewall is set to block all non-essential incoming connections\n', true],
    ['', null],
    ['<html>', null],
  ])('of "block all" read %j', (output, blocksAll) => {
    expect(readBlockAll(output)).toBe(blocksAll);
  });

  it.each(Object.entries(LISTS))(
    'of the list read programs, also with brackets in their names (%s)',
    (_name, list) => {
      const programs = readPrograms(list('/opt/odd (1) name', 'Block'));
      expect(programs).toHaveLength(2);
      expect(programs?.[1]).toEqual({ path: '/opt/odd (1) name', isAllowed: false });
      expect(readPrograms(list('/opt/x', 'Allow'))?.[1]).toEqual({ path: '/opt/x', isAllowed: true });
    },
  );

  it('know an empty list from nonsense', () => {
    expect(readPrograms('ALF: total number of apps = 0 \n\n')).toEqual([]);
    expect(readPrograms('Total number of apps = 0\n')).toEqual([]);
    expect(readPrograms('')).toBeNull();
  });

  it('throw at nothing', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        expect(() => [readGlobalState(text), readBlockAll(text), readPrograms(text)]).not.toThrow();
      }),
    );
  });
});

function read(programs: FakePrograms, program = PROGRAM) {
  const { execFile } = fakeExecFile(programs);
  const readFirewall = createFirewallReader({
    platform: 'darwin',
    environment: {},
    program,
    execFile,
    clock: createManualClock(),
    readTextFile: () => null,
  });
  return readFirewall({ interfaceName: 'en0', port: 4747 }, new AbortController().signal);
}

const ON = {
  'socketfilterfw --getglobalstate': { stdout: 'Firewall is enabled. (State = 1)\n' },
  'socketfilterfw --getblockall': { stdout: 'Firewall has block all state set to disabled.\n' },
  'socketfilterfw --listapps': { stdout: 'Total number of apps = 0\n' },
};

describe('macOS', () => {
  it('is open with its firewall off, whatever is in the list', async () => {
    const programs = {
      ...ON,
      'socketfilterfw --getglobalstate': { stdout: 'Firewall is disabled. (State = 0)\n' },
      'socketfilterfw --listapps': { stdout: LISTS.sequoia(APP, 'Block') },
    };
    expect(await read(programs)).toEqual({ isOpen: true, causes: [], unread: [] });
  });

  it.each([
    { 'socketfilterfw --getblockall': { stdout: 'Block all ENABLED! \n' } },
    { 'socketfilterfw --getglobalstate': { stdout: 'Firewall is enabled. (State = 2)\n' } },
  ])('is closed where all is blocked (%j)', async (programs) => {
    expect(await read({ ...ON, ...programs })).toEqual({
      isOpen: false,
      causes: [cause('firewall_blocks_all', {}, `sudo ${TOOL} --setblockall off`)],
      unread: [],
    });
  });

  it.each(Object.entries(LISTS))('is closed where the app is blocked (%s)', async (_name, list) => {
    const listed = { ...ON, 'socketfilterfw --listapps': { stdout: list(APP, 'Block') } };
    expect(await read(listed)).toMatchObject({
      isOpen: false,
      causes: [cause('firewall_blocks_program', { rules: [APP] }, ALLOW)],
    });
    const allowed = { ...ON, 'socketfilterfw --listapps': { stdout: list(APP, 'Allow') } };
    expect(await read(allowed)).toMatchObject({ isOpen: true, causes: [] });
  });

  it('knows a program outside an app by its own path, and quotes it', async () => {
    const node = "/Users/bea/it's/node";
    const listed = { ...ON, 'socketfilterfw --listapps': { stdout: LISTS.usual(node, 'Block') } };
    const quoted = String.raw`'/Users/bea/it'\''s/node'`;
    const command = `sudo ${TOOL} --add ${quoted} --unblockapp ${quoted}`;
    expect((await read(listed, node)).causes).toEqual([
      cause('firewall_blocks_program', { rules: [node] }, command),
    ]);
  });

  it('cannot tell where the app is not in the list: it may be let in because it is signed', async () => {
    expect(await read(ON)).toEqual({
      isOpen: null,
      causes: [cause('firewall_unread', { firewall: 'Application Firewall' }, ALLOW)],
      unread: [],
    });
  });

  it('cannot tell without its program, and says so once', async () => {
    expect(await read({})).toEqual({
      isOpen: null,
      causes: [cause('firewall_unread', { firewall: null }, ALLOW)],
      unread: [{ program: 'socketfilterfw', reason: 'missing' }],
    });
  });

  it('loses no more than the one answer that makes no sense', async () => {
    const programs = {
      ...ON,
      'socketfilterfw --getblockall': { stdout: '?' },
      'socketfilterfw --listapps': { stdout: LISTS.sequoia(APP, 'Block') },
    };
    expect(await read(programs)).toMatchObject({
      isOpen: false,
      unread: [{ program: 'socketfilterfw', reason: 'nonsense' }],
    });
  });
});

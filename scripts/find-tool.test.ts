import { delimiter } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findTool, missingTools } from './find-tool.ts';
import { fakeMachine } from './machine.fake.ts';

const WORKS = { '/': '' };

describe('findTool', () => {
  test('finds a program on the path, in its order', () => {
    const env = { PATH: ['/opt/bin', '/usr/bin'].join(delimiter) };
    const { machine } = fakeMachine(['/usr/bin/firefox', '/opt/bin/firefox'], { env });
    expect(findTool('firefox', machine)).toEqual({ path: '/opt/bin/firefox', note: '' });
  });

  test("finds root's programs where the path leaves them out", () => {
    const { machine } = fakeMachine(['/usr/sbin/ip'], { isRoot: true }, WORKS);
    expect(findTool('ip', machine).path).toBe('/usr/sbin/ip');
  });

  test('finds a server of any version outside of the path', () => {
    const { machine } = fakeMachine(['/usr/lib/postgresql/17/bin/postgres']);
    expect(findTool('postgres', machine).path).toBe('/usr/lib/postgresql/17/bin/postgres');
  });

  test("of a Python package is Debian's Python", () => {
    const { machine } = fakeMachine(['/usr/lib/python3/dist-packages/zeroconf/__init__.py']);
    expect(findTool('zeroconf', machine).path).toBe('/usr/bin/python3');
  });

  test('says what is missing and what to install', () => {
    const { machine, ran } = fakeMachine([], { isRoot: true });
    expect(findTool('zeroconf', machine)).toEqual({
      path: null,
      note: ' (not run: zeroconf is not installed, on Debian python3-zeroconf)',
    });
    expect(ran).toEqual([]);
  });

  test('says so where only root may', () => {
    const { machine } = fakeMachine(['/usr/sbin/ip'], {}, WORKS);
    expect(findTool('ip', machine)).toEqual({ path: null, note: ' (not run: only root may use ip)' });
  });

  test('says so where the program is there but may not do its work', () => {
    const { machine, ran } = fakeMachine(['/usr/bin/strace'], { env: { PATH: '/usr/bin' } });
    expect(findTool('strace', machine)).toEqual({
      path: null,
      note: ' (not run: strace does not work here)',
    });
    expect(ran).toHaveLength(1);
  });
});

describe('missingTools', () => {
  test('leaves out what is there, also where it may not do its work', () => {
    const { machine } = fakeMachine(['/usr/bin/strace'], { env: { PATH: '/usr/bin' } });
    const names = missingTools(machine).map(({ name }) => name);
    expect(names).not.toContain('strace');
    expect(names).toContain('ip');
  });
});

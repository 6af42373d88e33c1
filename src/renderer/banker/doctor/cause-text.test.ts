import { describe, expect, it } from 'vitest';
import { SYSTEMS } from '../../../protocol/doctor-codes.ts';
import { createFormat } from '../../shared/format.ts';
import { ENGLISH, englishWords } from '../../shared/locales/english.harness.ts';
import { causeText } from './cause-text.ts';

const words = englishWords();
const t = words.getFixedT('en', 'doctor');
const format = createFormat(words.getFixedT('en', 'shared'), 'en');
const plain = (text: string | null) => text?.replaceAll(/[\u2068\u2069]/g, '');
const CODES = Object.keys(ENGLISH.doctor.cause);

describe('a cause', () => {
  it.each(CODES.flatMap((code) => SYSTEMS.map((system) => [code, system] as const)))(
    'has words for %s on %s, and leaves no gap',
    (code, system) => {
      const params = {
        address: '10.0.0.1',
        error: null,
        firewall: 'ufw',
        port: '4747',
        rules: ['night.exe', 'node.exe'],
        network: 'Hall',
        interface: 'tun0',
      };
      const text = causeText(t, format, { code, params }, system);
      const all = `${text.title} ${text.detail} ${text.fix}`;
      expect(text.title).not.toContain('no words');
      expect(all).not.toMatch(/\{\{|cause\.|undefined/);
    },
  );

  it('says every text of the catalogue on some system', () => {
    const said = new Set(
      CODES.flatMap((code) =>
        SYSTEMS.map((system) => causeText(t, format, { code, params: {} }, system).fix),
      ),
    );
    const fixes = Object.values(ENGLISH.doctor.cause).flatMap((cause) =>
      Object.entries(cause).filter(([name]) => name !== 'title' && name !== 'detail'),
    );
    expect(fixes.filter(([, text]) => !said.has(text))).toEqual([]);
  });

  it('names what was found, in the direction of the name', () => {
    const found = { code: 'firewall_blocks_program', params: { rules: ['night.exe', 'node.exe'] } };
    expect(causeText(t, format, found, 'windows').detail).toBe(
      'Blocked: \u2068night.exe\u2069 and \u2068node.exe\u2069.',
    );
  });

  it('leaves out what is not known', () => {
    expect(
      causeText(t, format, { code: 'firewall_unread', params: { firewall: null } }, 'linux').detail,
    ).toBeNull();
    const known = causeText(t, format, { code: 'firewall_unread', params: { firewall: 'ufw' } }, 'linux');
    expect(plain(known?.detail)).toBe('ufw is on, but does not say whom it lets in.');
    const unreachable = { code: 'unreachable_itself', params: { address: '10.0.0.1', error: null } };
    expect(plain(causeText(t, format, unreachable, 'other').detail)).toBe('Nothing answers at 10.0.0.1.');
  });

  it('of a newer host is named as it is, with what to do all the same', () => {
    const text = causeText(t, format, { code: 'solar_storm', params: {} }, 'linux');
    expect(text.detail).toContain('solar_storm');
    expect(text.fix).toContain('Load this page again');
  });
});

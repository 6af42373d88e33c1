import { describe, expect, it } from 'vitest';
import { RUNG_STATES, RUNGS, type RungState } from '../../../protocol/doctor-codes.ts';
import { createFormat } from '../../shared/format.ts';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { lineOf, otherwiseConnected, rungText } from './rung-text.ts';

const words = englishWords();
const t = words.getFixedT('en', 'doctor');
const format = createFormat(words.getFixedT('en', 'shared'), 'en');
const REPORT = { port: 4747, address: '192.168.1.20' };
const NOW = 1_000_000;

describe('a rung', () => {
  it.each(RUNGS.flatMap((rung) => RUNG_STATES.map((state) => [rung, state] as const)))(
    'says something when %s is %s',
    (rung, state) => {
      for (const at of [null, NOW - 40_000]) {
        const text = rungText(t, format, { rung, state, at }, REPORT, NOW, null);
        expect(text).not.toMatch(/\{\{|rung\./);
        expect(text.length).toBeGreaterThan(5);
      }
    },
  );

  it('says when a phone was last heard from', () => {
    const at = NOW - 40_000;
    const text = (state: RungState) => rungText(t, format, { rung: 'heard', state, at }, REPORT, NOW, null);
    expect(text('passed')).toBe('The last one 40 s ago.');
    expect(text('waiting')).toContain('The last one 40 s ago. Sleeping phones are silent.');
  });

  it('says honestly that reaching itself proves nothing about phones', () => {
    const text = rungText(t, format, { rung: 'self', state: 'passed', at: NOW }, REPORT, NOW, null);
    expect(text).toContain('proves nothing about phones');
  });
});

describe('the line', () => {
  /** A ladder whose first rungs have passed, and the next is in that state. */
  const ladder = (passed: number, state: RungState) => ({
    address: '192.168.1.20',
    rungs: RUNGS.map((rung, index) => ({
      rung,
      state: index < passed ? ('passed' as const) : index === passed ? state : ('waiting' as const),
      at: null,
    })),
  });

  it.each([
    [1, 'failed', 'unreached', true],
    [2, 'waiting', 'none', false],
    [2, 'failed', 'self', true],
    [3, 'waiting', 'none', false],
    [3, 'failed', 'unreached', true],
    [4, 'waiting', 'not_connected', false],
    [4, 'failed', 'not_connected', true],
    [5, 'waiting', 'heard', false],
    [6, 'passed', 'heard', false],
  ] as const)('after %i rungs, the next %s, is %s', (passed, state, line, isAlarm) => {
    expect(lineOf(ladder(passed, state), false, null)).toEqual({ line, isAlarm });
  });

  it('says first of all that there is no network', () => {
    expect(lineOf({ ...ladder(1, 'failed'), address: null }, true, null)).toEqual({
      line: 'no_network',
      isAlarm: true,
    });
  });

  it('does not alarm a rehearsal, or players without phones, who need none', () => {
    expect(lineOf(ladder(3, 'failed'), true, null)).toEqual({ line: 'none', isAlarm: false });
    expect(lineOf(ladder(2, 'failed'), true, null)).toEqual({ line: 'self', isAlarm: true });
  });

  const elsewhere = [{ code: 'arrived_elsewhere', params: { address: '10.0.0.9' }, command: null }];
  const around = (passed: number, causes = elsewhere, isConnected = true) =>
    otherwiseConnected({ ...ladder(passed, 'failed'), causes }, isConnected);

  it('does not say that nobody has come while somebody is connected, but where they came', () => {
    expect(around(3)).toEqual({ by: 'elsewhere', address: '10.0.0.9' });
    expect(around(3, [])).toEqual({ by: 'itself' });
    expect(around(3, elsewhere, false)).toBeNull();
    expect(around(4)).toBeNull();
    for (const state of ['waiting', 'failed'] as const)
      for (const by of ['elsewhere', 'itself'] as const) {
        expect(lineOf(ladder(3, state), true, { by, address: '10.0.0.9' })).toEqual({
          line: by,
          isAlarm: false,
        });
        const rung = { rung: 'request', state, at: null } as const;
        const text = rungText(t, format, rung, REPORT, NOW, { by, address: '10.0.0.9' });
        expect(text.replaceAll(/[\u2068\u2069]/g, '')).toContain(
          by === 'itself' ? 'this laptop itself' : 'to 10.0.0.9,',
        );
      }
    // What is wrong with the laptop itself comes first.
    expect(lineOf(ladder(2, 'failed'), true, { by: 'itself' })).toEqual({ line: 'self', isAlarm: true });
  });
});

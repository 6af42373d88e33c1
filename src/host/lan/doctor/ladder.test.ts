import { array, assert, constantFrom, integer, option, property, record, boolean } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RungName, RUNGS } from '../../../protocol/doctor-codes.ts';
import {
  climbLadder,
  type Evidence,
  firstNotPassed,
  QUIET_MS,
  REQUEST_PATIENCE_MS,
  SOCKET_PATIENCE_MS,
} from './ladder.ts';
import type { SelfCheck } from './self-check.ts';

const NOW = 10_000_000;
const NOBODY = { firstRequestAt: null, firstSocketAt: null, lastHeardAt: null };
const reached: SelfCheck = { outcome: 'reached', error: null, at: NOW };
const unreachable: SelfCheck = { outcome: 'unreachable', error: 'EHOSTUNREACH', at: NOW };

const START: Evidence = {
  now: NOW,
  listeningSince: NOW,
  address: '192.168.1.20',
  isAddressHere: true,
  addressSince: NOW,
  codeShownSince: NOW,
  self: null,
  phones: NOBODY,
  hasTried: false,
  isBlocked: false,
};

const heardAgo = (ms: number) => ({
  firstRequestAt: NOW - 300_000,
  firstSocketAt: NOW - 290_000,
  lastHeardAt: NOW - ms,
});

/** `listening address self request socket heard`, as P, W or F. */
const picture = (evidence: Partial<Evidence>) =>
  climbLadder({ ...START, ...evidence })
    .map(({ state }) => state.slice(0, 1).toUpperCase())
    .join('');

describe('the ladder', () => {
  it.each<[string, Partial<Evidence>, string]>([
    ['just started', {}, 'PPWWWW'],
    ['no network', { address: null }, 'PFWWWW'],
    ['no network, though phones came before', { address: null, phones: heardAgo(1) }, 'PFWWWW'],
    ['an address that is not the laptop’s', { isAddressHere: false }, 'PFWWWW'],
    ['the same with port forwarding that works', { isAddressHere: false, self: reached }, 'PPPWWW'],
    ['the same where only a phone got through', { isAddressHere: false, phones: heardAgo(1) }, 'PPPPPP'],
    ['the laptop reaches itself', { self: reached }, 'PPPWWW'],
    ['the laptop cannot reach itself', { self: unreachable }, 'PPFWWW'],
    ['another device answers', { self: { ...unreachable, outcome: 'another' } }, 'PPFWWW'],
    ['the firewall certainly keeps phones out', { self: reached, isBlocked: true }, 'PPPFWW'],
    [
      'nobody for an hour, and nobody has tried',
      { self: reached, codeShownSince: NOW - 3_600_000 },
      'PPPWWW',
    ],
    [
      'nobody for a minute, though a phone has tried',
      { self: reached, hasTried: true, codeShownSince: NOW - REQUEST_PATIENCE_MS },
      'PPPFWW',
    ],
    [
      'nobody for almost a minute, though a phone has tried',
      { self: reached, hasTried: true, codeShownSince: NOW - REQUEST_PATIENCE_MS + 1 },
      'PPPWWW',
    ],
    [
      'nobody, but the code has not been shown',
      { self: reached, hasTried: true, codeShownSince: null },
      'PPPWWW',
    ],
    [
      'a phone opened the page',
      { self: reached, phones: { ...NOBODY, firstRequestAt: NOW, lastHeardAt: NOW } },
      'PPPPWW',
    ],
    [
      'a phone opened the page long ago, and nobody joined',
      {
        self: reached,
        phones: { ...NOBODY, firstRequestAt: NOW - SOCKET_PATIENCE_MS, lastHeardAt: NOW },
      },
      'PPPPFW',
    ],
    ['a phone plays', { self: reached, phones: heardAgo(0) }, 'PPPPPP'],
    ['a phone plays in spite of a firewall', { isBlocked: true, phones: heardAgo(0) }, 'PPPPPP'],
    [
      'a phone plays, though the laptop cannot reach itself',
      { self: unreachable, phones: heardAgo(0) },
      'PPPPPP',
    ],
    ['heard a minute ago', { phones: heardAgo(QUIET_MS) }, 'PPPPPP'],
    ['all asleep', { phones: heardAgo(QUIET_MS + 1) }, 'PPPPPW'],
    ['all asleep for an hour', { phones: heardAgo(3_600_000) }, 'PPPPPW'],
  ])('%s', (_name, evidence, expected) => {
    expect(picture(evidence)).toBe(expected);
  });

  it('says when a phone was last heard from, even while all are silent', () => {
    expect(climbLadder({ ...START, phones: heardAgo(70_000) }).at(-1)).toEqual({
      rung: 'heard',
      state: 'waiting',
      at: NOW - 70_000,
    });
  });

  const past = option(integer({ min: 0, max: NOW }), { nil: null });
  const evidences = record({
    now: integer({ min: NOW, max: NOW + 10_000_000 }),
    listeningSince: integer({ min: 0, max: NOW }),
    address: option(constantFrom('192.168.1.20', 'fd00::1'), { nil: null }),
    isAddressHere: boolean(),
    addressSince: integer({ min: 0, max: NOW }),
    codeShownSince: past,
    self: option(
      record({
        outcome: constantFrom('reached' as const, 'another' as const, 'unreachable' as const),
        error: option(constantFrom('ECONNREFUSED'), { nil: null }),
        at: integer({ min: 0, max: NOW }),
      }),
      { nil: null },
    ),
    // As they come: a request, then a socket; heard from since.
    phones: array(integer({ min: 0, max: NOW }), { maxLength: 3 }).map((times) => {
      const [first = null, second = null] = times.toSorted((one, other) => one - other);
      return {
        firstRequestAt: first,
        firstSocketAt: second,
        lastHeardAt: times.length === 0 ? null : Math.max(...times),
      };
    }),
    hasTried: boolean(),
    isBlocked: boolean(),
  });

  it('passes from the ground up, fails on one rung at most, and waits above it', () => {
    assert(
      property(evidences, (evidence) => {
        const rungs = climbLadder(evidence);
        expect(rungs.map(({ rung }) => rung)).toEqual([...RUNGS]);
        const text = rungs.map(({ state }) => state).join(' ');
        expect(text).toMatch(/^(passed ?)*(failed ?)?(waiting ?)*$/);
        expect(firstNotPassed(rungs)).toBe(rungs.find(({ state }) => state !== 'passed') ?? null);
        expect(rungs.filter(({ state, at }) => state === 'passed' && at === null)).toEqual([]);
      }),
    );
  });

  it('never sinks with more evidence of phones', () => {
    const height = (evidence: Evidence) =>
      climbLadder(evidence).filter(({ state }) => state === 'passed').length;
    assert(
      property(evidences, (evidence) => {
        const phones = { firstRequestAt: NOW, firstSocketAt: NOW, lastHeardAt: evidence.now };
        expect(height({ ...evidence, phones })).toBeGreaterThanOrEqual(height(evidence));
        expect(height({ ...evidence, phones })).toBe(evidence.address === null ? 1 : RUNGS.length);
      }),
    );
  });

  it('does not take the laptop’s own answer for a phone’s', () => {
    const above: readonly RungName[] = ['request', 'socket', 'heard'];
    assert(
      property(evidences, (evidence) => {
        const rungs = climbLadder({ ...evidence, self: reached, phones: NOBODY });
        expect(rungs.filter(({ rung, state }) => above.includes(rung) && state === 'passed')).toEqual([]);
      }),
    );
  });
});

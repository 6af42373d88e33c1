import { describe, expect, it } from 'vitest';
import type { HostWarning } from '../../../protocol/host-info.ts';
import { areFolded, stillFolded, warningKey } from './folded-warnings.ts';

const warning = (code: string, params: HostWarning['params'] = {}): HostWarning => ({
  code,
  params,
  detail: '',
  about_games: false,
});
const keys = (...warnings: readonly HostWarning[]) => warnings.map(warningKey);
const BATTERY = warning('battery_low', { percent: 20 });
const LID = warning('lid_sleeps');

describe('warnings that were folded away', () => {
  const folded = keys(BATTERY, LID);

  it('stay folded while they stand, and when one of them goes', () => {
    expect(areFolded(folded, keys(BATTERY, LID))).toBe(true);
    expect(areFolded(folded, keys(LID))).toBe(true);
  });

  it('open again with one that is new, or says something else', () => {
    expect(areFolded(folded, keys(BATTERY, LID, warning('no_network')))).toBe(false);
    expect(areFolded(folded, keys(warning('battery_low', { percent: 10 }), LID))).toBe(false);
  });

  it('are none while nothing stands', () => {
    expect(areFolded([], [])).toBe(false);
  });

  it('are new when they come again', () => {
    const kept = stillFolded(folded, keys(LID));
    expect(kept).toEqual(keys(LID));
    expect(areFolded(kept, keys(BATTERY, LID))).toBe(false);
    expect(stillFolded(folded, keys(LID, BATTERY))).toBe(folded);
  });
});

it('does not take every player who joins from one address for a new warning', () => {
  const joins = (joined: number) =>
    warningKey(
      warning('many_joins', { game_code: 'ABC234', source: '10.0.0.0/24', since: 5, joined, addresses: 1 }),
    );
  expect(joins(130)).toBe(joins(131));
  expect(joins(230)).not.toBe(joins(131));
});

it('knows a warning whatever the order of what belongs to it', () => {
  const change = { from: '10.0.0.2', to: '10.0.0.9' };
  const { to, from } = change;
  expect(warningKey(warning('address_changed', { to, from }))).toBe(
    warningKey(warning('address_changed', change)),
  );
});

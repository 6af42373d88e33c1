import Value from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { gameCreationEvents } from '../game/decide-game.ts';
import { NEEDS } from '../game/enums.ts';
import type { GameEvent, LoggedEvent } from '../game/events.ts';
import { evolve } from '../game/evolve.ts';
import { MAX_TARGET } from '../game/limits.ts';
import { DEFAULT_SETTINGS, type GameState } from '../game/state.ts';
import {
  DESCRIPTION_LIMIT,
  GAME_NAME_LIMIT,
  MESSAGE_LIMIT,
  lengthOf,
  PLAYER_NAME_LIMIT,
  TEAM_NAME_LIMIT,
  type TextLimit,
  wayLimit,
} from '../game/text-limits.ts';
import { Challenge, Game, Message, Player, Team } from './entity-schemas.ts';
import { MAX_EVENT_BYTES } from './frames.ts';
import { presentEvent } from './present-event.ts';
import { presentSettings, readSettings } from './present.ts';

const AT = Date.UTC(2026, 10, 24, 19, 30);
type TextOf = (limit: TextLimit) => string;

/** The longest text there can be: of all the bytes allowed, as many as possible for JSON's escapes, the rest for one letter. */
const longText: TextOf = ({ graphemes, bytes }) => {
  const escaped = '"'.repeat(graphemes - 1);
  const rest = bytes - 2 * escaped.length;
  return `${escaped}${'a'.repeat(rest % 2)}${'\u0301'.repeat(Math.floor(rest / 2))}`;
};
/** Texts as they are on most evenings. */
const usualText: TextOf = (limit) => (limit === DESCRIPTION_LIMIT ? '20 Push-ups' : 'Anna Lena');

/** An exercise and its way, as long as they may be together. */
function ownWords(textOf: TextOf) {
  const description = textOf({ graphemes: 100, bytes: 250 });
  const how = textOf(wayLimit(description));
  return { description, ways: [{ variant: 'one_handed' as const, meets: [], how }] };
}

/** A game in its largest form: every id, seq and time has as many digits as an evening can give it. */
function largestGame(textOf: TextOf) {
  const ids = { gameId: 9_999, player: 99_999, challenge: 99_999 };
  const events: GameEvent[] = [
    ...gameCreationEvents({
      gameId: ids.gameId,
      code: 'ABCDEF',
      name: textOf(GAME_NAME_LIMIT),
      teamCount: 12,
      settings: { ...DEFAULT_SETTINGS, durationSeconds: 7200, completion: 'banker' },
      bankerId: 99_998,
      bankerName: 'Banker',
    }),
    {
      type: 'participant_joined',
      id: ids.player,
      role: 'player',
      name: textOf(PLAYER_NAME_LIMIT),
      teamNumber: 12,
      approved: false,
      withoutPhone: false,
    },
    { type: 'game_started' },
    { type: 'team_changed', number: 12, change: { name: textOf(TEAM_NAME_LIMIT), hasSchool: false } },
    {
      type: 'challenge_requested',
      id: ids.challenge,
      playerId: ids.player,
      teamNumber: 12,
      building: 'electrical_factory',
      hasSchool: false,
    },
    {
      type: 'challenge_assigned',
      id: ids.challenge,
      exercise: {
        type: 'c'.repeat(14),
        description: textOf(DESCRIPTION_LIMIT),
        target: MAX_TARGET,
        fromCatalogue: false,
      },
      durationSeconds: 28_800,
    },
    {
      type: 'challenge_changed',
      id: ids.challenge,
      exercise: {
        type: 'custom',
        ...ownWords(textOf),
        target: MAX_TARGET,
        fromCatalogue: false,
        variant: 'one_handed',
        meets: [...NEEDS],
      },
      extendSeconds: 0,
    },
    { type: 'challenge_claimed', id: ids.challenge },
    { type: 'challenge_rejected', id: ids.challenge },
    { type: 'challenge_claimed', id: ids.challenge },
    { type: 'challenge_cancelled', id: ids.challenge, reason: 'game_ended' },
    { type: 'challenge_undone', id: ids.challenge },
    { type: 'challenge_completed', id: ids.challenge, builtSchool: false },
    { type: 'team_changed', number: 12, change: {} },
    { type: 'participant_changed', id: ids.player, change: { extraTimeFactor: 1.25, blocked: false } },
    { type: 'participant_removed', id: ids.player },
    { type: 'message_sent', text: textOf(MESSAGE_LIMIT) },
    { type: 'message_removed' },
    { type: 'game_changed', endAt: AT + 86_400_000, endsByItself: false },
    { type: 'game_paused', reason: 'host_away' },
    { type: 'game_ended' },
    { type: 'finale_shown', step: 'opening' },
    { type: 'finale_closed' },
    { type: 'game_continued', into: { gameId: ids.player, code: 'PLAY24' } },
    { type: 'game_continuation_undone' },
  ];
  return events;
}

function frames(textOf: TextOf = longText) {
  let state: GameState | null = null;
  return largestGame(textOf).map((event, index) => {
    const logged: LoggedEvent = { seq: index + 1, at: AT + index, playMs: 7_200_000 + index, by: 0, event };
    state = evolve(state, logged);
    return presentEvent(state, { ...logged, seq: 99_000 + index }, () => '1234');
  });
}

describe('events on the wire', () => {
  const sizes = (textOf: TextOf) =>
    frames(textOf).map(({ publicFrame, privateFrame }) => ({
      event: publicFrame.event_type,
      bytes: Buffer.byteLength(JSON.stringify(privateFrame ?? publicFrame)),
    }));

  it('stay at or under 1600 bytes, the longest names and texts included', () => {
    for (const limit of [
      PLAYER_NAME_LIMIT,
      TEAM_NAME_LIMIT,
      GAME_NAME_LIMIT,
      DESCRIPTION_LIMIT,
      MESSAGE_LIMIT,
    ])
      expect(lengthOf(longText(limit)).bytes).toBe(limit.bytes);
    expect(sizes(longText).filter(({ bytes }) => bytes > MAX_EVENT_BYTES)).toEqual([]);
  });

  it('take near 650 bytes with the usual texts, numbers as large as they get included', () => {
    const assigned = sizes(usualText).find(({ event }) => event === 'challenge_assigned');
    expect(assigned?.bytes).toBeGreaterThan(600);
    expect(assigned?.bytes).toBeLessThan(750);
  });

  it('carry the whole thing in the shape that the contract names', () => {
    const check = (eventType: string, data: unknown) => {
      if (eventType.startsWith('challenge_')) return Value.Check(Challenge, data);
      if (eventType.startsWith('player_')) return Value.Check(Player, data);
      if (eventType === 'message_updated') return Value.Check(Message, data);
      return eventType === 'team_updated' ? Value.Check(Team, data) : Value.Check(Game, data);
    };
    const wrong = frames()
      .flatMap(({ publicFrame, privateFrame }) => [publicFrame, privateFrame ?? publicFrame])
      .filter((frame) => !check(frame.event_type, frame.data));
    expect(wrong).toEqual([]);
  });

  it('show no private field to those it does not concern', () => {
    for (const { publicFrame } of frames()) {
      expect(JSON.stringify(publicFrame)).not.toMatch(/seat_pin|extra_time_factor|blocked|merged_into|1234/);
    }
  });

  it('give the assigned challenge the fields of the first design, with Z and the start in ms', () => {
    const assigned = frames().find(({ publicFrame }) => publicFrame.event_type === 'challenge_assigned');
    expect(assigned?.publicFrame.data).toMatchObject({
      status: 'assigned',
      building_name: 'Electrical factory',
      assigned_at: '2026-11-24T19:30:00Z',
      start_time: AT + 6,
      time_remaining_seconds: 28_800,
      completed_at: null,
    });
  });
});

describe('settings', () => {
  it('come back as they went out', () => {
    expect(readSettings(presentSettings(DEFAULT_SETTINGS))).toEqual(DEFAULT_SETTINGS);
    expect(readSettings({ locked: true })).toEqual({ locked: true });
  });
});

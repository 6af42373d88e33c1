/** Safeguards of what a tap was meant for, however late it comes. */
import type { Mutation } from './mutation.ts';

export const LATE_MUTATIONS: Mutation[] = [
  {
    name: 'what is asked of a game counts for another status',
    file: 'src/game/expected-game.ts',
    from: 'if (status !== undefined && status !== state.status) return false;',
    to: '',
    tests: ['src/host/http/expected-status.test.ts'],
  },
  {
    name: 'what is asked of an ended game counts for another end',
    file: 'src/game/expected-game.ts',
    from: 'return endedAt === undefined ||',
    to: 'return true ||',
    tests: ['src/host/http/expected-status.test.ts'],
  },
  {
    name: 'playing again counts for another end',
    file: 'src/host/http/routes/next-game.ts',
    from: 'const expected = expectedGame(validBody(request));',
    to: 'const expected = expectedGame({});',
    tests: ['src/host/http/expected-status.test.ts'],
  },
  {
    name: 'a merge gives away the seat of somebody else',
    file: 'src/game/decide-seat.ts',
    from: 'isRenamed(target, expectedIntoName)',
    to: 'isRenamed(target, undefined)',
    tests: ['src/host/http/expected-name.test.ts'],
  },
  {
    name: 'an end is planned in the place of another one',
    file: 'src/game/expected-game.ts',
    from: 'if (endAt !== undefined && endAt !== state.endAt) return false;',
    to: '',
    tests: ['src/host/http/expected-status.test.ts'],
  },
  {
    name: 'an end is planned in a game that was reopened meanwhile',
    file: 'src/game/expected-game.ts',
    from: 'return seenSeq === undefined || state.reopenedSeq <= seenSeq;',
    to: 'return true;',
    tests: ['src/host/http/expected-status.test.ts'],
  },
  {
    name: 'a tick takes back what somebody else has ticked',
    file: 'src/game/decide-seat.ts',
    from: '(wanted.includes(need) === seen.includes(need) ? now : wanted)',
    to: 'wanted',
    tests: ['src/host/http/expected-name.test.ts'],
  },
  {
    name: 'a team that was chosen counts for where the banker has put the player',
    file: 'src/game/decide-seat.ts',
    from: "if (isInOtherTeam(seat, command)) return rejected('team_changed');",
    to: '',
    tests: ['src/host/http/expected-name.test.ts'],
  },
  {
    name: 'a late exercise is given once more',
    file: 'src/game/decide-challenge.ts',
    from: 'if (![undefined, challenge.version].includes(command.version)) return rejectStatus(challenge);',
    to: '',
    tests: ['src/host/http/expected-exercise.test.ts'],
  },
  {
    name: 'closing the finale counts for a later step',
    file: 'src/game/decide-game.ts',
    from: 'return isOther(command.from, state.finale)',
    to: 'return isOther(undefined, state.finale)',
    tests: ['src/host/http/expected-status.test.ts'],
  },
  {
    name: 'a request that waited counts beside what was entered by hand',
    file: 'src/game/decide-challenge.ts',
    from: 'if (newer !== null) return rejectStatus(newer);',
    to: '',
    tests: ['src/host/http/seen-seq.test.ts'],
  },
  {
    name: 'a restore of all games does not say which it knew',
    file: 'src/renderer/banker/safekeeping/restoring.ts',
    from: 'expected_epoch: epochOf(body.game_code, known)',
    to: "...('seq' in known && { expected_epoch: epochOf(body.game_code, known) })",
    tests: ['src/renderer/banker/safekeeping/restoring.test.ts'],
  },
];

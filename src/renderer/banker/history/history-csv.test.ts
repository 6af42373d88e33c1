import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { cellsThatRun } from '../../../protocol/spreadsheet.harness.ts';
import { createFormat } from '../../shared/format.ts';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { aChallenge, aTeam } from '../../shared/shapes.fixtures.ts';
import { historyCsv } from './history-csv.ts';

const TEAMS = [aTeam(), aTeam({ team_number: 2, name: 'Füchse; die 2.' })];
const DONE = aChallenge({
  id: 2,
  team_number: 2,
  player_name: 'Zoë',
  building_type: 'electrical_factory',
  status: 'completed',
  challenge_type: 'push_ups',
  challenge_description: '20 push-ups',
  target_number: 20,
  requested_at: '2026-11-24T20:00:00.000Z',
  assigned_at: '2026-11-24T20:00:30.200Z',
  completed_at: '2026-11-24T21:01:32.200Z',
});
const REMOVED = aChallenge({ status: 'cancelled', ended_reason: 'removed' });

function bytesOf(challenges: readonly Challenge[], language = 'en-GB'): Uint8Array {
  const words = englishWords(language);
  const format = createFormat(words.getFixedT(null, 'shared'), language);
  return new TextEncoder().encode(historyCsv(challenges, TEAMS, { words, format }));
}

function readAs(delimiter: string, bytes: Uint8Array): string[][] {
  return parse(Buffer.from(bytes), { bom: true, delimiter, record_delimiter: '\r\n' });
}

describe('the history as a table', () => {
  it('has one row a challenge, in the words of the page', () => {
    const [head, ...rows] = readAs(',', bytesOf([DONE, REMOVED, aChallenge()]));
    expect(head).toEqual([
      'Asked at',
      'Player',
      'Team',
      'Building',
      'Exercise',
      'Result',
      'Why',
      'Waited',
      'Took',
    ]);
    expect(rows.map(([, ...cells]) => cells)).toEqual([
      ['Zoë', 'Füchse; die 2.', 'Electrical factory', '20 push-ups', 'Done', '', '0:00:31', '1:01:02'],
      ['Anna', 'Team 1', 'Farm', '', 'Cancelled', 'the player was removed', '', ''],
      ['Anna', 'Team 1', 'Farm', '', 'Waiting', '', '', ''],
    ]);
  });

  it('says when something was asked for as spreadsheets of every region read it, in local time', () => {
    const [, row] = readAs(',', bytesOf([DONE]));
    expect(row?.[0]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(new Date(row?.[0]?.replace(' ', 'T') ?? '').toISOString()).toBe(DONE.requested_at);
  });

  it.each([
    ['en-GB', ','],
    ['en-US', ','],
    ['en', ','],
    ['ja', ','],
    ['de-DE', ';'],
    ['de', ';'],
    ['de-AT', ';'],
    ['de-CH', ';'],
    ['fr-FR', ';'],
    ['nl', ';'],
    ['ar-EG', ','],
  ])(
    'for %s is UTF-8 with a byte order mark, separated by "%s", and nothing before it',
    (language, separator) => {
      const bytes = bytesOf([DONE], language);
      expect(Array.from(bytes.subarray(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
      expect(
        Buffer.from(bytes.slice(3)).toString().startsWith(`Asked at${separator}Player${separator}`),
      ).toBe(true);
      expect(readAs(separator, bytes)[1]?.slice(1, 4)).toEqual([
        'Zoë',
        'Füchse; die 2.',
        'Electrical factory',
      ]);
    },
  );

  it.each(['en', 'de'])('runs nothing in a spreadsheet (%s)', (language) => {
    const names = ['=1+1', ';=1+1', '@SUM(1)', '-1+1', '; “=1”', '|cmd', 'Anna, "the fox"'];
    const challenges = names.map((name, id) =>
      aChallenge({
        id,
        player_name: name,
        status: 'assigned',
        challenge_type: 'custom',
        challenge_description: `${name} ${name}`,
        target_number: 3,
      }),
    );
    const bytes = bytesOf(challenges, language);
    expect(cellsThatRun(Buffer.from(bytes).toString())).toEqual([]);
    expect(readAs(language === 'de' ? ';' : ',', bytes)).toHaveLength(names.length + 1);
  });
});

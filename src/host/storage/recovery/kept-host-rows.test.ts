import { describe, expect, it } from 'vitest';
import { restoreMark } from '../backups/restore-mark.ts';
import type { StoredLibrary, TicketRecord } from '../event-store.ts';
import { importMark } from '../export/import-mark.ts';
import type { HostResponseRow } from '../sqlite/host-responses.ts';
import { NO_HOST_ROWS, type HostRows } from './host-rows.ts';
import { keptHostRows } from './kept-host-rows.ts';

const GAME = 4;
const SEAT = 9;
const library = (revision: number): StoredLibrary => ({ revision, contents: '{}' });
const response = (key: string, body = '', revision?: number): HostResponseRow => ({
  name: `response 0 ${key}`,
  value: {
    version: 1,
    number: 1,
    request_hash: 'h',
    status: 200,
    body,
    ...(revision !== undefined && { library: revision }),
  },
});
const rows = (some: Partial<HostRows>): HostRows => ({ ...NO_HOST_ROWS, areSettingsWhole: true, ...some });
const gameFrom = (from: 'file' | 'backup') => ({
  gameId: GAME,
  from,
  state: { participants: new Set([SEAT]) },
});

/** The keys of the answers that are kept. */
function kept(
  file: Partial<HostRows>,
  backup: Partial<HostRows> | null,
  from: 'file' | 'backup' | null = 'file',
  recovered: StoredLibrary | null = null,
): string[] {
  const sources = { file: rows(file), backup: backup && rows(backup) };
  const games = from === null ? [] : [gameFrom(from)];
  const { responses } = keptHostRows(sources, { games, exerciseLibrary: recovered });
  return responses.map(({ name }) => name.slice('response 0 '.length));
}

describe('of the answers of the laptop', () => {
  it('those of file and backup are kept, in their order and each once, of two the one in the file', () => {
    const [file, backup] = [response('b', 'of the file'), response('b', 'of the backup')];
    const sources = {
      file: rows({ responses: [response('a'), file] }),
      backup: rows({ responses: [response('old'), backup] }),
    };
    const { responses } = keptHostRows(sources, { games: [], exerciseLibrary: null });
    expect(responses).toEqual([response('old'), response('a'), file]);
  });

  it('one to a change of the library is kept if the library that was recovered has the change', () => {
    const responses = [response('second', '', 2), response('third', '', 3)];
    expect(
      kept({ responses, exerciseLibrary: 'damaged' }, { exerciseLibrary: library(2) }, 'file', library(2)),
    ).toEqual(['second']);
    expect(
      kept({ responses, exerciseLibrary: library(3) }, { exerciseLibrary: library(2) }, 'file', library(3)),
    ).toEqual(['second', 'third']);
    expect(kept({ responses, exerciseLibrary: 'damaged' }, null)).toEqual([]);
  });

  it.each([
    ['an exercise', '{"id":1,"name":"Claps","target":3}'],
    ['a file for it', '{"added":1,"replaced":0,"unchanged":0,"mistakes":[],"more":0}'],
  ])('one of an earlier version about %s goes with the library in which it was stored', (_, body) => {
    const responses = [response('it', body), response('other', '{"name":"backup"}')];
    expect(kept({ responses, exerciseLibrary: library(3) }, null, 'file', library(3))).toEqual([
      'it',
      'other',
    ]);
    expect(kept({ responses, exerciseLibrary: 'damaged' }, null, 'file', null)).toEqual(['other']);
  });

  it('one to a restore is kept unless the games are as they were backed up before it', () => {
    const responses = [response('restore', restoreMark([GAME]).body)];
    expect(kept({ responses }, null, 'backup')).toEqual([]);
    expect(kept({ responses }, { responses }, 'backup')).toEqual(['restore']);
    expect(kept({ responses }, {}, 'file')).toEqual(['restore']);
    // Somebody has wiped it since.
    expect(kept({ responses }, {}, null)).toEqual(['restore']);
  });

  it('one to an import is kept also where its game is gone, so that nothing brings back what was wiped', () => {
    const responses = [response('import', importMark(GAME).body)];
    expect(kept({ responses }, null, null)).toEqual(['import']);
    expect(kept({}, { responses }, null)).toEqual(['import']);
  });

  it('one to a choice of the address is kept unless a setting of the file is lost', () => {
    const responses = [response('address', '{"join_urls":[],"addresses":[],"chosen":null}')];
    expect(kept({ responses }, null)).toEqual(['address']);
    expect(kept({ responses, areSettingsWhole: false }, null)).toEqual([]);
    expect(kept({ areSettingsWhole: false }, { responses })).toEqual(['address']);
  });
});

describe('of one-time links', () => {
  const link = (some: Partial<TicketRecord> = {}): TicketRecord => ({
    hash: 'link',
    purpose: 'board',
    gameId: GAME,
    participantId: null,
    expiresAt: 600_000,
    usedAt: null,
    ...some,
  });
  const used = { usedAt: 5, participantId: SEAT };

  it.each<
    [string, { file?: TicketRecord; backup?: TicketRecord; from?: 'file' | 'backup' }, TicketRecord | null]
  >([
    ['that of the file is kept', { file: link(used), backup: link() }, link(used)],
    ['a used one of the backup is kept', { backup: link(used) }, link(used)],
    ['an unused one of the backup may have been used in the file', { backup: link() }, null],
    ['an unused one of the backup is kept with its game', { backup: link(), from: 'backup' }, link()],
    [
      'one that opened a seat which is lost is unused',
      { file: link({ ...used, participantId: 77 }) },
      link(),
    ],
    ['one for a seat which is lost is gone', { file: link({ purpose: 'seat', participantId: 77 }) }, null],
    ['one of a game which is lost is gone', { file: link({ gameId: 77 }) }, null],
    ['one for the desk is kept', { file: link({ gameId: null }) }, link({ gameId: null })],
    [
      'an unused one for the desk may have been used since the backup',
      { backup: link({ gameId: null }) },
      null,
    ],
  ])('%s', (_, { file, backup, from = 'file' }, expected) => {
    const sources = {
      file: rows({ tickets: file === undefined ? [] : [file] }),
      backup: rows({ tickets: backup === undefined ? [] : [backup] }),
    };
    const { tickets } = keptHostRows(sources, { games: [gameFrom(from)], exerciseLibrary: null });
    expect(tickets).toEqual(expected === null ? [] : [expected]);
  });
});

import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import Value from 'typebox/value';
import { describe, expect, it } from 'vitest';
import * as backups from '../../protocol/backups.ts';
import * as doctor from '../../protocol/doctor-report.ts';
import * as shapes from '../../protocol/entity-schemas.ts';
import * as live from '../../protocol/frames.ts';
import * as host from '../../protocol/host-info.ts';
import * as languages from '../../protocol/languages.ts';
import * as library from '../../protocol/library.ts';
import * as problems from '../../protocol/problems.ts';
import * as bodies from '../../protocol/rest-schemas.ts';
import * as wifi from '../../protocol/wifi.ts';
import { isLanguagesResponse } from '../language-client.ts';
import * as things from './entity-guards.ts';
import { isPresenceItem } from './frame-guards.ts';
import * as laptop from './host-guards.ts';
import * as libraryGuards from './library-guards.ts';
import * as answers from './response-guards.ts';

const PAIRS: readonly [string, TSchema, (value: unknown) => boolean][] = [
  ['a challenge', shapes.Challenge, things.isChallenge],
  ['a game', shapes.Game, things.isGame],
  ['a player', shapes.Player, things.isPlayer],
  ['a team', shapes.Team, things.isTeam],
  ['a message', shapes.Message, things.isMessage],
  ['a snapshot', shapes.Snapshot, things.isSnapshot],
  ['who is present', live.PresenceItem, isPresenceItem],
  ['a new game', bodies.CreateGameResponse, answers.isCreateGameResponse],
  ['a rehearsal', bodies.CreateRehearsalResponse, answers.isCreateRehearsalResponse],
  ['games', bodies.GamesResponse, answers.isGamesResponse],
  ['a way in', bodies.JoinResponse, answers.isJoinResponse],
  ['players', bodies.PlayersResponse, answers.isPlayersResponse],
  ['players added', bodies.AddSeveralResponse, answers.isAddSeveralResponse],
  ['players removed', bodies.RemovePlayersResponse, answers.isRemovePlayersResponse],
  ['players restored', bodies.RestorePlayersResponse, answers.isRestorePlayersResponse],
  ['players moved', bodies.MovePlayersResponse, answers.isMovePlayersResponse],
  ['teams', bodies.TeamsResponse, answers.isTeamsResponse],
  ['own exercises instead', bodies.OwnOffersResponse, answers.isOwnOffersResponse],
  ['who is where', bodies.TeamMembersResponse, answers.isTeamMembersResponse],
  ['a ticket', bodies.IssueTicketResponse, answers.isIssueTicketResponse],
  ['seat cards', bodies.SeatCardsResponse, answers.isSeatCardsResponse],
  ['a redeemed ticket', bodies.RedeemTicketResponse, answers.isRedeemTicketResponse],
  ['a next game', bodies.NextGameResponse, answers.isNextGameResponse],
  ['a seat in the next game', bodies.NextSeatResponse, answers.isNextSeatResponse],
  ['ping', bodies.PingResponse, answers.isPingResponse],
  ['held seats', bodies.HeldSeatsResponse, answers.isHeldSeatsResponse],
  ['a proof', bodies.SeatProofResponse, answers.isSeatProofResponse],
  ['steps of several', bodies.SeveralResponse, answers.isSeveralResponse],
  ['a history', bodies.HistoryResponse, answers.isHistoryResponse],
  ['an audit log', bodies.AuditLogResponse, answers.isAuditLogResponse],
  ['a problem', problems.Problem, answers.isProblem],
  ['the host', host.HostInfo, laptop.isHostInfo],
  ['the Wi-Fi', wifi.WifiReport, laptop.isWifiReport],
  ['what the doctor found', doctor.DoctorReport, laptop.isDoctorReport],
  ['languages', languages.LanguagesResponse, isLanguagesResponse],
  ['files of languages', languages.LanguagesReport, laptop.isLanguagesReport],
  ['a library', library.LibraryResponse, libraryGuards.isLibraryResponse],
  ['an exercise', library.LibraryExercise, libraryGuards.isLibraryExercise],
  ['a template', library.Template, libraryGuards.isTemplate],
  ['an import of a library', library.LibraryImportReport, libraryGuards.isLibraryImportReport],
  ['a backup', backups.Backup, laptop.isBackup],
  ['backups', backups.BackupsResponse, laptop.isBackupsResponse],
  ['a restore', backups.RestoreBackupResponse, laptop.isRestoreBackupResponse],
  ['an import', backups.ImportGameResponse, laptop.isImportGameResponse],
];

type Json = Readonly<Record<string, unknown>>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** The schema without formats, patterns and limits: guards check only types and enum values. */
function kindsOf(schema: TSchema): Json {
  const kinds: unknown = JSON.parse(
    JSON.stringify(schema, (name, value: unknown) =>
      name === 'format' || name === 'pattern' || (typeof value === 'number' && /^(min|max)/.test(name))
        ? undefined
        : value,
    ),
  );
  if (!isJson(kinds)) throw new Error('a schema is an object');
  return kinds;
}

/** A value with everything in the schema: each optional field, and one item in each list. */
function whole(schema: Json): unknown {
  const { type, properties, items, anyOf, enum: words, patternProperties } = schema;
  if (Array.isArray(words)) return words[0];
  if (Array.isArray(anyOf)) return whole(anyOf.find(isJson) ?? {});
  if (type === 'array') return [whole(isJson(items) ? items : {})];
  if (isJson(properties))
    return Object.fromEntries(
      Object.entries(properties).map(([name, each]) => [name, isJson(each) && whole(each)]),
    );
  if (isJson(patternProperties)) return { one: whole(Object.values(patternProperties).find(isJson) ?? {}) };
  return { string: 'x', integer: 7, number: 7.5, boolean: true, null: null }[String(type)] ?? null;
}

const ODD = [undefined, null, '', 'odd', 0, 1.5, Number.NaN, true, [], ['x'], [null], {}, { one: 'x' }];

/** All enum values in the schema. */
function wordsOf(schema: unknown): readonly unknown[] {
  if (Array.isArray(schema)) return schema.flatMap(wordsOf);
  if (!isJson(schema)) return [];
  return Object.entries(schema).flatMap(([name, value]) =>
    name === 'enum' && Array.isArray(value) ? value : wordsOf(value),
  );
}

/** The value with each part, at any depth, replaced by each of `by`. */
function* replaced(value: unknown, by: readonly unknown[]): Generator {
  yield* by;
  if (!isJson(value)) return;
  for (const [name, part] of Object.entries(value)) {
    for (const other of replaced(part, by)) {
      if (Array.isArray(value)) yield [other];
      else
        yield Object.fromEntries(
          Object.entries({ ...value, [name]: other }).filter(([, each]) => each !== undefined),
        );
    }
  }
}

describe.each(PAIRS)('the guard of %s', (_name, schema, guard) => {
  it('accepts what the schema accepts, and nothing else', () => {
    const kinds = kindsOf(schema);
    const sample = whole(kinds);
    expect([Value.Check(kinds, sample), guard(sample)]).toEqual([true, true]);
    const accepts = Compile(kinds);
    const values = [...replaced(sample, [...ODD, ...wordsOf(kinds)])];
    expect(values.length).toBeGreaterThanOrEqual(ODD.length);
    expect(values.filter((value) => guard(value) !== accepts.Check(value))).toEqual([]);
  });
});

it('the games of a host that is not updated yet are taken by a page that is', () => {
  expect(answers.isGamesResponse({ items: [] })).toBe(true);
});

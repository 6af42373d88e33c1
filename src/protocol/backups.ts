/** Schemas for backups and for games as files. */
import Type, { type Static } from 'typebox';
import { Game, stringEnum } from './entity-schemas.ts';
import { BACKUP_REASONS } from './wire-enums.ts';

export const Backup = Type.Object(
  {
    name: Type.String({ description: 'names it in /backups/{name}/restore' }),
    made_at: Type.String({ format: 'date-time' }),
    reason: stringEnum(BACKUP_REASONS),
    bytes: Type.Integer(),
    games: Type.Union([
      Type.Array(
        Type.Object({
          game_code: Type.String(),
          name: Type.String(),
          events: Type.Integer({ description: 'how many things had happened in it' }),
        }),
      ),
      Type.Null({ description: 'the file is damaged: it cannot be restored' }),
    ]),
  },
  { title: 'Backup' },
);
export type Backup = Static<typeof Backup>;

const Epoch = Type.Union([Type.String(), Type.Null()]);

export const BackupsResponse = Type.Object({
  items: Type.Array(Backup, { description: 'newest first' }),
  epoch: Type.String({
    description:
      'of all games of the laptop as they are now: another one once any of them is restored, wiped or new',
  }),
  epochs: Type.Array(Type.Object({ game_code: Type.String(), epoch: Type.String() }), {
    description: 'the `epoch` of each of them',
  }),
});

export const RestoreBackupBody = Type.Object({
  game_code: Type.Optional(Type.String({ description: 'only this game; absent: all games of the laptop' })),
  expected_epoch: Type.Optional({
    ...Epoch,
    description:
      'the `epoch` of this game that is meant, or, without `game_code`, that of `GET /backups`; null: the game is not there. Nothing is restored once another restore has changed it. It is no part of what an Idempotency-Key is for',
  }),
});
export const RestoreBackupResponse = Type.Object({ games: Type.Array(Game) });
export const ImportGameResponse = Type.Object({
  game_code: Type.String(),
  game_id: Type.Integer(),
  game: Game,
});

export const ExportQuery = Type.Object({
  names: Type.Optional(stringEnum(['pseudonyms', 'real'] as const)),
});

export type BackupsResponse = Static<typeof BackupsResponse>;
export type RestoreBackupBody = Static<typeof RestoreBackupBody>;
export type RestoreBackupResponse = Static<typeof RestoreBackupResponse>;
export type ImportGameResponse = Static<typeof ImportGameResponse>;
export type ExportQuery = Static<typeof ExportQuery>;

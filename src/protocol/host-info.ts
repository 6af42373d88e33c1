/** Schemas for what the host reports about itself. */
import Type, { type Static } from 'typebox';
import { stringEnum } from './entity-schemas.ts';
import { GAME_PLACES } from './wire-enums.ts';

export const HostWarning = Type.Object(
  {
    code: Type.String({ description: 'what it is about; more may come: then `detail` says it' }),
    params: Type.Record(
      Type.String(),
      Type.Union([Type.String(), Type.Integer(), Type.Array(Type.String()), Type.Null()]),
      { description: 'what belongs to the code: addresses, ports, codes of games' },
    ),
    detail: Type.String({ description: 'all of it in English, with what to do' }),
    about_games: Type.Boolean({
      description: 'whether it is about the games kept here: a damaged file, a failed backup',
    }),
  },
  { title: 'HostWarning' },
);
export type HostWarning = Static<typeof HostWarning>;

export const HostInfo = Type.Object(
  {
    host_id: Type.String({ description: "tells this host's cookies from another's" }),
    version: Type.String(),
    join_urls: Type.Array(Type.String(), {
      description: 'where phones reach the host, best first; empty: nowhere, and a warning says why',
    }),
    addresses: Type.Array(Type.Object({ address: Type.String(), card: Type.String() }), {
      description:
        'all addresses with the name of their network card; if phones are shown one, it comes first',
    }),
    chosen: Type.Union([Type.String(), Type.Null()], {
      description: 'the address somebody chose; null: the host chooses',
    }),
    warnings: Type.Array(HostWarning, { description: 'what does not work as it should but stops nothing' }),
    names: Type.Array(Type.String(), { description: 'names that reach the host besides addresses' }),
    at_public_url: Type.Boolean({
      description: 'whether phones come over the internet, and no Wi-Fi of the laptop matters',
    }),
    games_kept_in: stringEnum(GAME_PLACES),
    rehearsal: Type.Boolean({ description: 'whether POST /rehearsals is there' }),
    phones_seen: Type.Object({
      count: Type.Integer({
        description: 'addresses other than this laptop heard from since the host started',
      }),
      last_at: Type.Union([Type.Integer(), Type.Null()], { description: 'ms since 1970, host clock' }),
    }),
    owner_name: Type.Optional(
      Type.String({ description: 'for an owner of the owners file: by which name the file has them' }),
    ),
  },
  { $id: 'Host', title: 'Host' },
);
export type HostInfo = Static<typeof HostInfo>;

export const ChangeHostBody = Type.Object({
  chosen: Type.Union([Type.String(), Type.Null()], {
    description: 'the address that phones are shown; null: the host chooses',
  }),
});
export type ChangeHostBody = Static<typeof ChangeHostBody>;

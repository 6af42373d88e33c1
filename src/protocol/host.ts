/** What the host says about itself, as it crosses the wire. */
import Type, { type Static } from 'typebox';

export const Host = Type.Object(
  {
    host_id: Type.String({ description: "tells this host's cookies from another's" }),
    version: Type.String(),
    join_urls: Type.Array(Type.String(), { description: 'where phones reach the host, best first' }),
    addresses: Type.Array(Type.Object({ address: Type.String(), card: Type.String() }), {
      description: 'all addresses with the name of their network card, the one phones are shown first',
    }),
    chosen: Type.Union([Type.String(), Type.Null()], {
      description: 'the address somebody chose; null: the host chooses',
    }),
    warnings: Type.Array(Type.String(), { description: 'what does not work as it should but stops nothing' }),
    warnings_about_games: Type.Array(Type.String(), {
      description: 'those of `warnings` that are about the games kept here: a damaged file, a failed backup',
    }),
    names: Type.Array(Type.String(), { description: 'names that reach the host besides addresses' }),
    rehearsal: Type.Boolean({ description: 'whether POST /rehearsals is there' }),
    phones_seen: Type.Object({
      count: Type.Integer({
        description: 'addresses other than this laptop heard from since the host started',
      }),
      last_at: Type.Union([Type.Integer(), Type.Null()], { description: 'ms since 1970, host clock' }),
    }),
  },
  { $id: 'Host', title: 'Host' },
);
export type Host = Static<typeof Host>;

export const HostChange = Type.Object({
  chosen: Type.Union([Type.String(), Type.Null()], {
    description: 'the address that phones are shown; null: the host chooses',
  }),
});
export type HostChange = Static<typeof HostChange>;

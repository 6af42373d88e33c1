/** What desks show about the host itself: where phones reach it, and whether any did. */
import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { Callers } from './callers.ts';
import { bodyOf } from './input.ts';
import { ProblemError } from './problems.ts';
import { tells } from './schemas.ts';
import type { Api, Services } from './services.ts';

const REMEMBERED = 10_000;

const HostInfo = Type.Object(
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

const HostChange = Type.Object({
  chosen: Type.Union([Type.String(), Type.Null()], {
    description: 'the address that phones are shown; null: the host chooses',
  }),
});

/** Who reached the host from outside. In memory only. */
export interface Visitors {
  note(request: FastifyRequest): void;
  seen(): { readonly count: number; readonly last_at: number | null };
}

export function createVisitors({ hostTime }: Pick<Services, 'hostTime'>): Visitors {
  const addresses = new Set<string>();
  let lastAt: number | null = null;
  return {
    note({ ip }) {
      if (isLoopback(ip)) return;
      lastAt = hostTime.now();
      if (addresses.size < REMEMBERED) addresses.add(ip);
    },
    seen: () => ({ count: addresses.size, last_at: lastAt }),
  };
}

export function hostRoutes(app: Api, services: Services, callers: Callers, visitors: Visitors): void {
  const { seats, version, joinUrls, network, warnings, warningsAboutGames, names, rehearsals } = services;
  const tags = ['host'];
  const shown = () => ({
    host_id: seats.hostId,
    version,
    join_urls: [...joinUrls()],
    addresses: network.addresses().map(({ address, card }) => ({ address, card })),
    chosen: network.chosen(),
    warnings: [...warnings()],
    warnings_about_games: [...warningsAboutGames()],
    names: [...names],
    rehearsal: rehearsals !== null,
    phones_seen: visitors.seen(),
  });

  app.get('/host', { schema: tells({ tags, summary: 'The host itself', answer: HostInfo }) }, (request) => {
    callers.ownerBankerOrBoard(request);
    return shown();
  });

  app.patch(
    '/host',
    {
      schema: {
        ...tells({ tags, summary: 'Choose the address that phones are shown', answer: HostInfo }),
        body: HostChange,
      },
    },
    (request) => {
      callers.owner(request);
      if (!network.choose(bodyOf(request).chosen)) {
        throw new ProblemError('bad_request', 'This laptop has no such address. Choose one of `addresses`.');
      }
      return shown();
    },
  );
}

function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '');
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}

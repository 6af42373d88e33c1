/** What desks show about the host itself: where phones can reach it, and whether any have done so. */
import type { Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { HOST_OWNER_ID, isGameOf } from '../../../game/game-owner.ts';
import { HOST_ACTOR_ID } from '../../../game/state.ts';
import { HostInfo, ChangeHostBody } from '../../../protocol/host-info.ts';
import type { WarningCode } from '../../../protocol/host-warnings.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { ownerIdOf, type Authorization, type AuthorizedIdentity } from '../../auth/authorization.ts';
import { plainAddress } from '../../lan/addresses.ts';
import { gameWarnings, openSoon } from '../../reporting/game-warnings.ts';
import type { Room } from '../../rooms/room.ts';
import { jsonOutcome, sendOutcome, setSeatCookie } from '../execute-command.ts';
import type { OncePerKey } from '../once-per-key.ts';
import { refusal } from '../problems.ts';
import { describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { readIdempotencyKey, validBody } from '../validation.ts';

const MAX_TRACKED = 10_000;
/** Warnings about the host that concern whoever plays on it. The others name other games, folders or addresses. */
const FOR_EVERY_OWNER: ReadonlySet<string> = new Set([
  'storage',
  'bus_away',
  'connections_full',
] satisfies readonly WarningCode[]);

/** Which other devices have reached the host: the laptop's own visits prove nothing. Kept in memory only. */
export interface Visitors {
  record(request: FastifyRequest): void;
  /** Somebody tried https. */
  recordTls(socket: Socket): void;
  seen(): { readonly count: number; readonly last_at: number | null };
}

interface VisitorsOptions extends Pick<Services, 'hostTime'> {
  readonly network: Pick<Services['network'], 'isOwnVisit'>;
  readonly doctor: Pick<Services['doctor'], 'recordRequest' | 'recordTls'>;
}

export function createVisitors({ hostTime, network, doctor }: VisitorsOptions): Visitors {
  const addresses = new Set<string>();
  let lastAt: number | null = null;
  return {
    record({ ip, raw, socket }) {
      if (!doctor.recordRequest(raw)) return;
      if (network.isOwnVisit({ localAddress: socket.localAddress ?? '', remoteAddress: ip })) return;
      lastAt = hostTime.now();
      if (addresses.size < MAX_TRACKED) addresses.add(plainAddress(ip));
    },
    recordTls: (socket) => doctor.recordTls(socket),
    seen: () => ({ count: addresses.size, last_at: lastAt }),
  };
}

export function hostRoutes(
  app: Api,
  services: Services,
  authorization: Authorization,
  visitors: Visitors,
  oncePerKey: OncePerKey,
): void {
  const { credentials, version, joinUrls, network, warnings, names, rehearsals, rooms, doctor } = services;
  const { joinFloods, guessedSeats } = services;
  const tags = ['host'];
  /** Warnings about a game are for its bankers, those about the host for its owner; of the latter, others get what concerns them, too. */
  const warningsFor = async (caller: AuthorizedIdentity) => {
    const crowds = await joinFloods.crowds();
    // Which host an owner asks is chance: a game that only others have open counts as well.
    if (caller.kind === 'owner') await openSoon(services, [...crowds.keys()]);
    const games = rooms.all().filter((room) => isBankerOf(caller, room));
    const isOfHost = ownerIdOf(caller) === HOST_OWNER_ID;
    return [
      ...warnings().filter(({ code }) => isOfHost || FOR_EVERY_OWNER.has(code)),
      ...games.flatMap((room) => gameWarnings(room, { crowd: crowds.get(room.state.gameId), guessedSeats })),
    ];
  };
  const presentHost = async (caller: AuthorizedIdentity) => ({
    host_id: credentials.hostId,
    version,
    join_urls: [...joinUrls()],
    addresses: network.addresses().map(({ address, interfaceName }) => ({ address, card: interfaceName })),
    chosen: network.chosen(),
    warnings: await warningsFor(caller),
    names: [...names],
    at_public_url: services.isAtPublicUrl,
    games_kept_in: services.gamesKeptIn,
    rehearsal: rehearsals !== null,
    phones_seen: visitors.seen(),
    ...ownerName(caller),
  });

  app.get(
    '/host',
    { schema: describeRoute({ tags, summary: 'The host itself', response: HostInfo }) },
    async (request, reply) => {
      const caller = await authorization.requireOwnerBankerOrBoard(request);
      doctor.recordCodeShown();
      // The desk of whoever runs the host has lost its cookie, and sends its token. Others sign in by their link again.
      if (
        request.headers.authorization !== undefined &&
        caller.kind === 'owner' &&
        caller.owner.id === HOST_OWNER_ID
      )
        setSeatCookie(reply, credentials, OWNER_SEAT_ID, caller.owner.token);
      return presentHost(caller);
    },
  );

  app.patch(
    '/host',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Choose the address that phones are shown', response: HostInfo }),
        body: ChangeHostBody,
      },
    },
    async (request, reply) => {
      const owner = await authorization.requireHostOwner(request);
      const { chosen } = validBody(request);
      const answer = await oncePerKey(readIdempotencyKey(request, HOST_ACTOR_ID), async () => {
        if (!network.choose(chosen)) {
          throw refusal('address_not_here', 'This laptop has no such address. Choose one of `addresses`.');
        }
        return jsonOutcome(200, await presentHost({ kind: 'owner', owner }));
      });
      return sendOutcome(reply, answer);
    },
  );
}

/** Of an owner who came by a link: the page says who that is. */
function ownerName(caller: AuthorizedIdentity): { readonly owner_name?: string } {
  const name = caller.kind === 'owner' ? caller.owner.name : null;
  return name === null ? {} : { owner_name: name };
}

function isBankerOf(caller: AuthorizedIdentity, room: Room): boolean {
  if (caller.kind === 'owner') return isGameOf(caller.owner.id, room.state);
  return caller.room === room && caller.participant.role === 'banker';
}

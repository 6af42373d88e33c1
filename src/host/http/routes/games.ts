/** Games: creating, reading, changing, starting, pausing, ending and wiping them. */
import type { FastifyRequest } from 'fastify';
import { DEFAULT_TEAM_COUNT } from '../../../game/catalogue.ts';
import type { GameCommand } from '../../../game/commands.ts';
import { isGameAsExpected } from '../../../game/expected-game.ts';
import { isGameOf } from '../../../game/game-owner.ts';
import { Game } from '../../../protocol/entity-schemas.ts';
import type { Template } from '../../../protocol/library.ts';
import { presentGame, readSettings } from '../../../protocol/present.ts';
import {
  ChangeGameBody,
  EndGameBody,
  ExpectedGameBody,
  GamesResponse,
  type NotOpenedGame,
  CreateGameBody,
  CreateGameResponse,
  WipeGameQuery,
} from '../../../protocol/rest-schemas.ts';
import type { Authorization } from '../../auth/authorization.ts';
import { callerIdOf } from '../../auth/owners.ts';
import type { Library } from '../../library/library.ts';
import { answerOnce, findHostResponse } from '../../rooms/find-stored-response.ts';
import { createGamesList } from '../../rooms/list-games.ts';
import type { Room } from '../../rooms/room.ts';
import {
  type IdempotencyKey,
  type KeyedResponse,
  NewerGameError,
  type StoredResponse,
  UnopenableGameError,
} from '../../storage/event-store.ts';
import { executeAndReply, jsonOutcome, markRepeat, sendOutcome } from '../execute-command.ts';
import { expectedGame } from '../expected-game.ts';
import { fitText, GAME_NAME } from '../fit-text.ts';
import { createMadeGames } from '../made-games.ts';
import { ProblemError, refusal } from '../problems.ts';
import { CodeParams, describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { validBody, validQuery, readIdempotencyKey } from '../validation.ts';

const FIRST_BANKER = 'Banker';
const WIPED: StoredResponse = { status: 204, body: '', secretsOf: null };
const tags = ['games'];

const TRANSITIONS: readonly {
  readonly path: string;
  readonly summary: string;
  readonly command: Extract<GameCommand, { readonly type: 'start' | 'pause' | 'resume' }>;
}[] = [
  { path: 'start', summary: 'Start the game', command: { type: 'start' } },
  { path: 'pause', summary: 'Pause the game', command: { type: 'pause', reason: 'banker' } },
  { path: 'resume', summary: 'Resume a paused game, reopen an ended one', command: { type: 'resume' } },
];

export function gameRoutes(app: Api, services: Services, authorization: Authorization): void {
  const { rooms, hostResponses, libraryOf } = services;
  /** A wiped game keeps no responses, so the key is looked up before the game is. Null for anybody but an owner. */
  const wipeKey = async (request: FastifyRequest) => {
    const identity = await authorization.identityOf(request);
    return identity.kind === 'owner' ? readIdempotencyKey(request, callerIdOf(identity.owner)) : null;
  };
  /** The game, or the answer to the same request, which has wiped it meanwhile. */
  const bankersRoom = async (request: FastifyRequest, code: string, key: IdempotencyKey | null) => {
    try {
      return await authorization.requireBanker(request, code);
    } catch (error) {
      const meanwhile = await findHostResponse(hostResponses, key);
      if (meanwhile === null) throw error;
      return meanwhile;
    }
  };
  /** A game of this owner that cannot be opened. Rejects with `error` if it is not such a one. */
  const wipeUnopenable = async (
    request: FastifyRequest,
    { key, meant }: { readonly key: IdempotencyKey | null; readonly meant: () => WipeGameQuery },
    error: unknown,
  ) => {
    if (!(error instanceof UnopenableGameError)) throw error;
    const { id } = await authorization.requireOwner(request);
    if (![undefined, 'damaged'].includes(meant().expected_status)) throw error;
    if (!isGameOf(id, error) || !(await rooms.wipeUnopenable(error.gameId, wipedAnswer(key)))) throw error;
    return null;
  };
  const makeOnce = createMadeGames(services);
  const listGames = createGamesList(services);
  const notOpened = (ownerId: number): NotOpenedGame[] =>
    rooms
      .unopenable()
      .filter((error) => isGameOf(ownerId, error))
      .map((error) => {
        const isNewer = error instanceof NewerGameError;
        const reason = isNewer ? 'newer' : 'damaged';
        return { game_code: error.code, reason, may_be_wiped: rooms.isOnDemand && !isNewer };
      });
  const present = (room: Room) => presentGame(room.state, room.moment());

  app.post(
    '/games',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Make a game', status: 201, response: CreateGameResponse }),
        body: CreateGameBody,
      },
    },
    async (request, reply) => {
      const owner = await authorization.requireOwner(request);
      const body = validBody(request);
      const {
        name,
        team_count: teamCount = DEFAULT_TEAM_COUNT,
        template_id: templateId,
        settings = {},
      } = body;
      const newGame = {
        name: fitText(name, GAME_NAME),
        teamCount,
        settings: readSettings(settings),
        template:
          templateId === undefined ? undefined : () => requireTemplate(libraryOf(owner.id), templateId),
        bankerName: FIRST_BANKER,
        ownerId: owner.id,
        key: readIdempotencyKey(request, callerIdOf(owner)),
      };
      const created = await makeOnce(newGame.key, () =>
        rooms.create({
          ...newGame,
          answer: (state, bankerId) =>
            jsonOutcome(201, {
              game_code: state.code,
              game_id: state.gameId,
              banker_id: bankerId,
              game: presentGame(state, { playMs: 0, at: state.createdAt }),
            }),
        }),
      );
      return sendOutcome(reply, created);
    },
  );

  app.get(
    '/games',
    { schema: describeRoute({ tags, summary: 'All games of the owner who asks', response: GamesResponse }) },
    async (request) => {
      const { id } = await authorization.requireOwner(request);
      // Whoever lists them may find one out.
      const items = [...(await listGames(id))];
      return { items, not_opened: notOpened(id) };
    },
  );

  app.get(
    '/games/:code',
    { schema: { ...describeRoute({ tags, summary: 'One game', response: Game }), params: CodeParams } },
    async (request) => {
      const { room, actor } = await authorization.requireParticipant(request, request.params.code);
      if (actor.role === 'player')
        throw refusal('bankers_and_boards_only', 'Players see their game through the live connection.');
      return present(room);
    },
  );

  app.patch(
    '/games/:code',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Change name, settings or planned end', response: Game }),
        params: CodeParams,
        body: ChangeGameBody,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const body = validBody(request);
      const { name, settings, end_time: endAt, ends_by_itself: endsByItself } = body;
      const command: GameCommand = {
        type: 'change_game',
        ...(name !== undefined && { name: fitText(name, GAME_NAME) }),
        ...(settings !== undefined && { settings: readSettings(settings) }),
        ...(endAt !== undefined && { endAt }),
        ...(endsByItself !== undefined && { endsByItself }),
        expectedPlan: {
          endAt: body.expected_end_time,
          endsByItself: body.expected_ends_by_itself,
          seenSeq: body.seen_seq,
        },
      };
      return executeAndReply(services, caller, { request, reply }, { command, present: presentGame });
    },
  );

  app.delete(
    '/games/:code',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Wipe the game, every trace of it', status: 204 }),
        params: CodeParams,
        querystring: WipeGameQuery,
      },
    },
    async (request, reply) => {
      const key = await wipeKey(request);
      const meant = () => validQuery(request);
      const { status, isRepeat } = await answerOnce(
        () => findHostResponse(hostResponses, key),
        async () => {
          const found = await bankersRoom(request, request.params.code, key).catch((error: unknown) =>
            wipeUnopenable(request, { key, meant }, error),
          );
          if (found === null) return WIPED;
          if ('status' in found) return found;
          const { room, participant } = found;
          if (participant !== null)
            throw refusal('owner_only', 'Only the owner of this laptop may wipe a game.');
          const { expected_status: seen, ...end } = meant();
          const isMeant = (state: Room['state']) =>
            seen !== 'damaged' && isGameAsExpected(state, expectedGame({ expected_status: seen, ...end }));
          const mayWipe = seen === undefined && end.expected_ended_at === undefined ? undefined : isMeant;
          // A game that goes on is not disturbed for it; what comes before this one's turn counts, too.
          const isWiped =
            mayWipe?.(room.state) !== false && (await rooms.wipe(room, wipedAnswer(key), mayWipe));
          if (!isWiped)
            throw new ProblemError(
              'game_status',
              'The game has another status by now, so it was not wiped. Look at it first.',
            );
          return WIPED;
        },
      );
      return markRepeat(reply, isRepeat).code(status).send();
    },
  );

  app.post(
    '/games/:code/end',
    {
      schema: {
        ...describeRoute({ tags, summary: 'End the game', response: Game }),
        params: CodeParams,
        body: EndGameBody,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      const body = validBody(request);
      const { keep_results: keepResults = false, count_claims: countClaims = false } = body;
      const command: GameCommand = { type: 'end', keepResults, countClaims, expected: expectedGame(body) };
      return executeAndReply(services, caller, { request, reply }, { command, present: presentGame });
    },
  );

  for (const { path, summary, command } of TRANSITIONS) {
    app.post(
      `/games/:code/${path}`,
      {
        schema: {
          ...describeRoute({ tags, summary, response: Game }),
          params: CodeParams,
          body: ExpectedGameBody,
        },
      },
      async (request, reply) => {
        const caller = await authorization.requireBanker(request, request.params.code);
        const meant = { ...command, expected: expectedGame(validBody(request)) };
        return executeAndReply(
          services,
          caller,
          { request, reply },
          { command: meant, present: presentGame },
        );
      },
    );
  }
}

function wipedAnswer(key: IdempotencyKey | null): KeyedResponse | null {
  return key && { key, response: WIPED };
}

async function requireTemplate(library: Library, id: number): Promise<Template> {
  const template = await library.template(id);
  if (template !== null) return template;
  throw refusal(
    'no_such_library_item',
    'The library does not have this template any more. Choose another one, or make the game without.',
  );
}

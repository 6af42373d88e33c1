/** The audit log: everything that happened in a game, for its bankers, as JSON and as CSV. */
import { Readable } from 'node:stream';
import Type from 'typebox';
import type { GameEvent, LoggedEvent } from '../../../game/events.ts';
import { isPrivate } from '../../../game/field-definitions.ts';
import { mapFields } from '../../../game/map-fields.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../../protocol/csv.ts';
import { DEFAULT_PAGE_SIZE } from '../../../protocol/page-size.ts';
import {
  AuditLogResponse,
  AuditLogQuery,
  AuditTableQuery,
  type AuditEntry,
} from '../../../protocol/rest-schemas.ts';
import type { Authorization } from '../../auth/authorization.ts';
import type { Room } from '../../rooms/room.ts';
import { wholeLog } from '../../storage/whole-log.ts';
import { AUDIT_LOG_COLUMNS, auditLogHeadings } from '../audit-log-headings.ts';
import { CodeParams, describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { validQuery } from '../validation.ts';
import { nextPagePath } from './challenges.ts';

const tags = ['games'];

export function auditLogRoutes(
  app: Api,
  { eventStore, costlyAnswers }: Services,
  authorization: Authorization,
): void {
  app.get(
    '/games/:code/events',
    {
      schema: {
        ...describeRoute({ tags, summary: 'What happened, newest first', response: AuditLogResponse }),
        params: CodeParams,
        querystring: AuditLogQuery,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      costlyAnswers.begin(request, reply, caller);
      const { room } = caller;
      const { limit = DEFAULT_PAGE_SIZE, before } = validQuery(request);
      const { gameId, code, seq } = room.state;
      const last = Math.min(seq, (before ?? seq + 1) - 1);
      const first = Math.max(1, last - limit + 1);
      const items: AuditEntry[] = [];
      for await (const logged of eventStore.read(gameId, first - 1)) {
        if (logged.seq > last) break;
        items.unshift(present(room, logged));
      }
      return {
        items,
        next: first > 1 ? nextPagePath(`/api/v2/games/${code}/events`, { limit, before: first }) : null,
      };
    },
  );

  app.get(
    '/games/:code/events.csv',
    {
      schema: {
        ...describeRoute({
          tags,
          summary: 'What happened, oldest first, as a table',
          response: Type.String(),
          mediaType: 'text/csv',
        }),
        params: CodeParams,
        querystring: AuditTableQuery,
      },
    },
    async (request, reply) => {
      const caller = await authorization.requireBanker(request, request.params.code);
      costlyAnswers.begin(request, reply, caller);
      const { room } = caller;
      const headings = auditLogHeadings(validQuery(request).lang);
      const { gameId, code, seq } = room.state;
      const events = wholeLog(eventStore.read(gameId, 0), seq);
      return reply
        .header('content-disposition', `attachment; filename="game-${code}-events.csv"`)
        .type('text/csv; charset=utf-8')
        .send(Readable.from(csvRows(room, headings, events)));
    },
  );
}

async function* csvRows(
  room: Room,
  headings: readonly string[],
  events: AsyncIterable<LoggedEvent>,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(headings);
  for await (const logged of events) {
    // A table is passed on: what is private stays in the host.
    const item = present(room, { ...logged, event: withoutPrivate(logged.event) });
    yield csvLine(AUDIT_LOG_COLUMNS.map((column) => formatCell(item[column])));
  }
}

function withoutPrivate(event: GameEvent): GameEvent {
  return mapFields(event, ({ field, value }) => (isPrivate(field.content) ? field.legacyDefault : value));
}

function formatCell(value: AuditEntry[(typeof AUDIT_LOG_COLUMNS)[number]]): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function present({ state }: Room, { seq, at, playMs, by, event }: LoggedEvent): AuditEntry {
  const { type, ...body } = event;
  return {
    seq,
    at: new Date(at).toISOString(),
    play_ms: playMs,
    by,
    by_name: state.participants.get(by)?.name ?? null,
    type,
    body,
  };
}

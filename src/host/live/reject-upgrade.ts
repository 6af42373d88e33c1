/** Answers requests on the live path that get no socket. */
import type { FastifyReply } from 'fastify';
import { sendProblem } from '../http/problems.ts';

const REJECTIONS = {
  426: {
    title: 'Upgrade Required',
    detail:
      'This address opens a WebSocket. Send an upgrade request, and no other request before it that is still unanswered.',
    headers: { connection: 'upgrade, close', upgrade: 'websocket' },
  },
  503: { title: 'Service Unavailable', detail: 'The host is closing.', headers: { connection: 'close' } },
} as const;

/** Replies with a problem, after which the connection is closed. */
export function rejectUpgrade(reply: FastifyReply, status: keyof typeof REJECTIONS): FastifyReply {
  const { title, detail, headers } = REJECTIONS[status];
  sendProblem(reply.headers(headers), { type: 'about:blank', title, status, detail });
  return reply;
}

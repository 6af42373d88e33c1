/** Requests on the live path that get an answer instead of a socket. */
import type { FastifyReply } from 'fastify';
import { sendProblem } from '../http/problems.ts';

const REJECTIONS = {
  426: {
    title: 'Upgrade Required',
    detail:
      'This address opens a WebSocket. Ask for the upgrade, first on its connection or after all answers.',
    headers: { connection: 'upgrade, close', upgrade: 'websocket' },
  },
  503: { title: 'Service Unavailable', detail: 'The host is closing.', headers: { connection: 'close' } },
} as const;

/** Answers with a problem; after it the socket of an upgrade ends. */
export function rejectUpgrade(reply: FastifyReply, status: keyof typeof REJECTIONS): FastifyReply {
  const { title, detail, headers } = REJECTIONS[status];
  sendProblem(reply.headers(headers), { type: 'about:blank', title, status, detail });
  return reply;
}

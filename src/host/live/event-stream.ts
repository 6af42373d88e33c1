/** The format of frames over plain HTTP: that of Server-Sent Events. docs/protocol.md, "Without WebSocket". */
import { CLOSE_EVENT } from '../../protocol/connection.ts';
import { reasonFor } from './close-reasons.ts';

export const EVENT_STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  // Some proxies would otherwise wait for the end.
  'x-accel-buffering': 'no',
} as const;

/** One frame, which has no line breaks; an event's seq as the id. */
export function streamedFrame(text: string, seq: number | null): Buffer {
  return Buffer.from(`${seq === null ? '' : `id: ${seq}\n`}data: ${text}\n\n`);
}

/** The last of a stream, in place of a WebSocket's close frame. */
export function streamedClose(code: number): Buffer {
  const data = JSON.stringify({ code, reason: reasonFor(code) });
  return Buffer.from(`event: ${CLOSE_EVENT}\ndata: ${data}\n\n`);
}

/** Parses and validates what the host sends. */
import type { ServerFrame } from '../protocol/frames.ts';
import { isServerFrame } from './guards/frame-guards.ts';
import { isObject } from './guards/wire-guards.ts';

/** The host sent a frame that breaks the contract. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

/** Parses a frame. Throws `FrameError` for invalid JSON and for anything that isn't a frame of the contract. */
export function parseFrame(frameText: string): ServerFrame {
  const value = parseJson(frameText);
  if (!isServerFrame(value)) {
    throw new FrameError(`The host sent an invalid frame: ${describeFrame(value)}`);
  }
  if (value.type === 'welcome' && value.resumed !== (value.snapshot === null)) {
    throw new FrameError('The host sent a welcome that neither resumes nor carries a snapshot.');
  }
  return value;
}

function parseJson(frameText: string): unknown {
  try {
    return JSON.parse(frameText);
  } catch (cause) {
    throw new FrameError('The host sent a frame that is not JSON.', { cause });
  }
}

/** The kind of frame, never its content: errors end up in logs. */
function describeFrame(value: unknown): string {
  if (!isObject(value)) return typeof value;
  return [value['type'], value['event_type']]
    .filter((part) => typeof part === 'string')
    .join(' ')
    .slice(0, 60);
}

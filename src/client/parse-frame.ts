/** What the host sent, checked before anything believes it. */
import type { ServerFrame } from '../protocol/frames.ts';
import { isServerFrame } from './guards/frame-guards.ts';
import { isObject } from './guards/wire-guards.ts';

/** The host sent something that the contract does not know. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

/** Reads a frame. Throws `FrameError` for what is no JSON or none of the contract's frames. */
export function parseFrame(frameText: string): ServerFrame {
  const value = parseJson(frameText);
  if (!isServerFrame(value)) {
    throw new FrameError(`The host sent a frame that makes no sense: ${describeFrame(value)}`);
  }
  if (value.type === 'welcome' && value.resumed !== (value.snapshot === null)) {
    throw new FrameError('The host sent a welcome that neither resumes nor starts anew.');
  }
  return value;
}

function parseJson(frameText: string): unknown {
  try {
    return JSON.parse(frameText);
  } catch (cause) {
    throw new FrameError('The host sent a frame that is no JSON.', { cause });
  }
}

/** Its kind, never its content: errors end up in logs. */
function describeFrame(value: unknown): string {
  if (!isObject(value)) return typeof value;
  return [value['type'], value['event_type']]
    .filter((part) => typeof part === 'string')
    .join(' ')
    .slice(0, 60);
}

import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Channels } from '../preload/channels.ts';
import { isSameOrigin } from './same-origin.ts';

/** Every channel, with the schema of its messages. */
const SCHEMAS = {
  'board:open': Type.Object({ url: Type.String({ maxLength: 200 }) }, { additionalProperties: false }),
} satisfies Record<keyof Channels, TSchema>;

type Handlers = {
  [Name in keyof Channels]: (message: Static<(typeof SCHEMAS)[Name]>) => Promise<Channels[Name]['answer']>;
};

export type IpcRegistry = Pick<IpcMain, 'handle'>;

/**
 * Handles calls from the preload script. A message is accepted only from the top frame of one of the host's own pages, and only if
 * it matches its schema; the sender of anything else gets an error, and nothing changes.
 */
export function registerIpcHandlers(ipc: IpcRegistry, origin: () => string, handlers: Handlers): void {
  ipc.handle('board:open', (event, message: unknown) => {
    assertTrustedSender(event, origin());
    if (!Value.Check(SCHEMAS['board:open'], message))
      throw new Error("The message does not match its channel's schema.");
    if (!isBoardUrl(message.url, origin())) throw new Error("Only the host's own board can be opened.");
    return handlers['board:open'](message);
  });
}

function assertTrustedSender(event: Pick<IpcMainInvokeEvent, 'senderFrame'>, origin: string): void {
  const frame = event.senderFrame;
  if (frame === null || frame.parent !== null || !isSameOrigin(frame.url, origin)) {
    throw new Error("Only the host's own pages may call this.");
  }
}

const isBoardUrl = (url: string, origin: string): boolean =>
  isSameOrigin(url, origin) && new URL(url).pathname === '/board/';

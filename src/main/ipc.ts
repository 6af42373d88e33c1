import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Channels } from '../preload/channels.ts';
import { isFrom } from './origin.ts';

/** Every channel there is, and what it accepts. */
const SHAPES = {
  'board:open': Type.Object({ url: Type.String({ maxLength: 200 }) }, { additionalProperties: false }),
} satisfies Record<keyof Channels, TSchema>;

type Handlers = {
  [Name in keyof Channels]: (message: Static<(typeof SHAPES)[Name]>) => Promise<Channels[Name]['answer']>;
};

export type IpcHandles = Pick<IpcMain, 'handle'>;

/**
 * Answers the preload's named functions. A message counts only from the top frame of a page of the host's and only in its shape;
 * anything else is refused with an error at the sender and changes nothing.
 */
export function answerPages(ipc: IpcHandles, origin: () => string, handlers: Handlers): void {
  ipc.handle('board:open', (event, message: unknown) => {
    assertOurs(event, origin());
    if (!Value.Check(SHAPES['board:open'], message))
      throw new Error('The message has not the shape of its channel.');
    if (!isBoard(message.url, origin())) throw new Error("Only the host's own board can be opened.");
    return handlers['board:open'](message);
  });
}

function assertOurs(event: Pick<IpcMainInvokeEvent, 'senderFrame'>, origin: string): void {
  const frame = event.senderFrame;
  if (frame === null || frame.parent !== null || !isFrom(frame.url, origin)) {
    throw new Error("Only the host's own pages may ask this.");
  }
}

const isBoard = (url: string, origin: string): boolean =>
  isFrom(url, origin) && new URL(url).pathname === '/board/';

import { contextBridge, ipcRenderer } from 'electron';
import type { Channels, DesktopApp } from './channels.ts';

const ask = <Name extends keyof Channels>(
  channel: Name,
  message: Channels[Name]['message'],
): Promise<Channels[Name]['answer']> => ipcRenderer.invoke(channel, message);

const app: DesktopApp = {
  openBoard: (url) => ask('board:open', { url }),
};

contextBridge.exposeInMainWorld('desktopApp', app);

import { contextBridge, ipcRenderer } from 'electron';
import type { Channels, DesktopApp } from './channels.ts';

const invoke = <Name extends keyof Channels>(
  channel: Name,
  message: Channels[Name]['message'],
): Promise<Channels[Name]['answer']> => ipcRenderer.invoke(channel, message);

const app: DesktopApp = {
  openBoard: (url) => invoke('board:open', { url }),
};

contextBridge.exposeInMainWorld('desktopApp', app);

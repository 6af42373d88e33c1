import type { WebPreferences } from 'electron';

/** What a page may do in its window. Most of it is Electron's default, stated so that a change is seen. */
export function webPreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    // The desk keeps count and rings for a new request also while another window covers it.
    backgroundThrottling: false,
    spellcheck: false,
  };
}

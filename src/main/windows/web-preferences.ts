import type { WebPreferences } from 'electron';

/** What a page may do in its window. Mostly Electron's defaults, spelt out so that a change stands out. */
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
    // The desk keeps counting, and rings for a new request, even while another window covers it.
    backgroundThrottling: false,
    spellcheck: false,
  };
}

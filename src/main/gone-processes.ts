import type { App } from 'electron';
import type { Report } from './app-log.ts';

/** Logs which Chromium process has gone, and why: an unusable GPU shows up here first. */
export function reportGoneProcesses(app: Pick<App, 'on'>, report: Report): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode }) =>
    report(`the ${type} process is gone: ${reason}, exit code ${exitCode}`),
  );
  app.on('render-process-gone', (_event, _contents, { reason, exitCode }) =>
    report(`the process of a page is gone: ${reason}, exit code ${exitCode}`),
  );
}

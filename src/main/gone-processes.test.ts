import type { App } from 'electron';
import { expect, it } from 'vitest';
import { FakeApp } from './app.fake.ts';
import { reportGoneProcesses } from './gone-processes.ts';

it('logs which process has gone, why, and with which exit code', () => {
  const app = new FakeApp();
  const reported: string[] = [];
  reportGoneProcesses(app as unknown as Pick<App, 'on'>, (message) => void reported.push(message));
  app.emit('child-process-gone', {}, { type: 'GPU', reason: 'launch-failed', exitCode: 1002 });
  app.emit('render-process-gone', {}, {}, { reason: 'oom', exitCode: 9 });
  expect(reported).toEqual([
    'the GPU process is gone: launch-failed, exit code 1002',
    'the process of a page is gone: oom, exit code 9',
  ]);
});

import { expect, it } from 'vitest';
import type { AppDependencies } from './app-dependencies.ts';
import { FakeHost } from './host.fake.ts';
import type { StartupReporter } from './startup-reporter.ts';
import { withStartupReporter } from './with-startup-reporter.ts';

const QUESTION = { message: 'Try again?' };

/** The app's dependencies, and what was reported and done, in order. */
function scene() {
  const recorded: string[] = [];
  const reporter: StartupReporter = {
    starting: () => void recorded.push('starting'),
    ready: () => void recorded.push('ready'),
    done: () => void recorded.push('done'),
    async during(work) {
      recorded.push('begins');
      const result = await work();
      recorded.push('ends');
      return result;
    },
  };
  const host = new FakeHost();
  const parts = {
    startHost: async () => {
      recorded.push('host started');
      return Promise.resolve(host);
    },
    showDialog: async () => {
      recorded.push('answered');
      return Promise.resolve(1);
    },
    onReady: () => void recorded.push('told that it is ready'),
    exit: (code: number) => void recorded.push(`exit ${code}`),
  } as unknown as AppDependencies;
  return { recorded, host, dependencies: withStartupReporter(parts, reporter) };
}

it('reports for as long as the host takes to start', async () => {
  const { recorded, host, dependencies } = scene();
  expect(await dependencies.startHost()).toBe(host);
  expect(recorded).toEqual(['begins', 'host started', 'ends']);
});

it('reports for as long as a dialog waits for the banker, so that the app is not taken to be hanging', async () => {
  const { recorded, dependencies } = scene();
  expect(await dependencies.showDialog(QUESTION)).toBe(1);
  expect(recorded).toEqual(['begins', 'answered', 'ends']);
});

it('reports that the desk is usable, and before exiting that the app exits on purpose', () => {
  const { recorded, host, dependencies } = scene();
  dependencies.onReady(host);
  dependencies.exit(1);
  expect(recorded).toEqual(['ready', 'told that it is ready', 'done', 'exit 1']);
});

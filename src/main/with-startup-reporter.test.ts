import { expect, it } from 'vitest';
import { FakeHost } from './fakes.ts';
import type { ShellParts } from './shell-parts.ts';
import type { StartupReporter } from './startup-reporter.ts';
import { withStartupReporter } from './with-startup-reporter.ts';

const QUESTION = { message: 'Try again?' };

/** The app's parts, and what was reported and done, in order. */
function scene() {
  const said: string[] = [];
  const reporter: StartupReporter = {
    starting: () => void said.push('starting'),
    ready: () => void said.push('ready'),
    done: () => void said.push('done'),
    async during(work) {
      said.push('begins');
      const result = await work();
      said.push('ends');
      return result;
    },
  };
  const host = new FakeHost();
  const parts = {
    startHost: async () => {
      said.push('host started');
      return Promise.resolve(host);
    },
    showQuestion: async () => {
      said.push('answered');
      return Promise.resolve(1);
    },
    onReady: () => void said.push('told that it is ready'),
    exit: (code: number) => void said.push(`exit ${code}`),
  } as unknown as ShellParts;
  return { said, host, shell: withStartupReporter(parts, reporter) };
}

it('reports for as long as the host takes to start', async () => {
  const { said, host, shell } = scene();
  expect(await shell.startHost()).toBe(host);
  expect(said).toEqual(['begins', 'host started', 'ends']);
});

it('reports for as long as a question waits for the banker, who must not be taken for a hanging app', async () => {
  const { said, shell } = scene();
  expect(await shell.showQuestion(QUESTION)).toBe(1);
  expect(said).toEqual(['begins', 'answered', 'ends']);
});

it('reports that the desk can be used, and that the app ends on purpose before it does', () => {
  const { said, host, shell } = scene();
  shell.onReady(host);
  shell.exit(1);
  expect(said).toEqual(['ready', 'told that it is ready', 'done', 'exit 1']);
});

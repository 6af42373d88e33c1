import type { ShellParts } from './shell-parts.ts';
import type { StartupReporter } from './startup-reporter.ts';

/** The same parts, which also report to `npm start` that the app is starting, is ready, or is ending on purpose. */
export function withStartupReporter(parts: ShellParts, reporter: StartupReporter): ShellParts {
  return {
    ...parts,
    startHost: () => reporter.during(parts.startHost),
    showQuestion: (options) => reporter.during(() => parts.showQuestion(options)),
    onReady(host) {
      reporter.ready();
      parts.onReady(host);
    },
    exit(code) {
      reporter.done();
      parts.exit(code);
    },
  };
}

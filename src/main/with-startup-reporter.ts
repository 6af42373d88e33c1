import type { AppDependencies } from './app-dependencies.ts';
import type { StartupReporter } from './startup-reporter.ts';

/** The same dependencies, which now also tell `npm start` that the app is starting, is ready or is exiting on purpose. */
export function withStartupReporter(
  dependencies: AppDependencies,
  reporter: StartupReporter,
): AppDependencies {
  return {
    ...dependencies,
    startHost: () => reporter.during(dependencies.startHost),
    showDialog: (options) => reporter.during(() => dependencies.showDialog(options)),
    onReady(host) {
      reporter.ready();
      dependencies.onReady(host);
    },
    exit(code) {
      reporter.done();
      dependencies.exit(code);
    },
  };
}

import type { LifeSigns } from './life-signs.ts';
import type { ShellParts } from './shell-parts.ts';

/** The same parts, which also report to `npm start` that the app is starting, is ready, or is ending on purpose. */
export function withLifeSigns(parts: ShellParts, signs: LifeSigns): ShellParts {
  return {
    ...parts,
    startHost: () => signs.during(parts.startHost),
    showQuestion: (options) => signs.during(() => parts.showQuestion(options)),
    onReady(host) {
      signs.ready();
      parts.onReady(host);
    },
    exit(code) {
      signs.done();
      parts.exit(code);
    },
  };
}

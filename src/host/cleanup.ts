/** What has to be given back, in the reverse order of taking: when the host closes, and when it does not come up. */
export interface Cleanup {
  /** `name`: for the report when giving back fails. */
  defer(name: string, step: () => void | Promise<void>): void;
  /** Runs every step once; one that fails is reported and stops none of the others. Never rejects. */
  run(): Promise<void>;
}

export function createCleanup(report: (message: string, error: unknown) => void): Cleanup {
  const stack = new AsyncDisposableStack();
  let running: Promise<void> | null = null;
  return {
    defer(name, step) {
      stack.defer(async () => {
        try {
          await step();
        } catch (error) {
          report(`${name} could not be closed`, error);
        }
      });
    },
    // Whoever closes a second time waits as well: the stack itself would not.
    run: () => (running ??= stack.disposeAsync()),
  };
}

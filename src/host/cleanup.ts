/** Releases what the host has opened, in reverse order, when it closes or fails to start. */
export interface Cleanup {
  /** `name`: for the report if `step` fails. */
  defer(name: string, step: () => void | Promise<void>): void;
  /** Runs every step once. A step that fails is reported and does not stop the others. Never rejects. */
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
    // A second call has to wait as well, which the stack itself would not do.
    run: () => (running ??= stack.disposeAsync()),
  };
}

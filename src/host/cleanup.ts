/** What has to be given back, in the reverse order of taking: when the host closes, and when it does not come up. */
export interface Cleanup {
  /** `name`: for the report when giving back fails. */
  later(name: string, step: () => void | Promise<void>): void;
  /** Runs every step once; one that fails is reported and stops none of the others. Never rejects. */
  run(): Promise<void>;
}

export function createCleanup(report: (message: string, error: unknown) => void): Cleanup {
  const steps: { readonly name: string; readonly step: () => void | Promise<void> }[] = [];
  let running: Promise<void> | null = null;

  const runAll = async () => {
    for (let next = steps.pop(); next !== undefined; next = steps.pop()) {
      try {
        await next.step();
      } catch (error) {
        report(`${next.name} could not be closed`, error);
      }
    }
  };

  return {
    later(name, step) {
      steps.push({ name, step });
    },
    run() {
      running ??= runAll();
      return running;
    },
  };
}

/** Runs an action; if it fails, prints one sentence to standard error, never a stack trace, and sets exit code 1. */
export async function runOrExit(action: () => void | Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

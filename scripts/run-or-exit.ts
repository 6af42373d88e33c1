/** Does what it is given; a failure is one sentence on standard error and exit code 1, never a stack trace. */
export async function runOrExit(action: () => void | Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

/** Reads what a browser keeps as JSON; null: nothing is kept, or what cannot be read, half written or by something else. */
export function parseKept(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

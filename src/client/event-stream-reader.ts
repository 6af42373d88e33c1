/** Reads Server-Sent Events out of text that comes in any pieces, as far as our host uses them: `event` and `data` of one line each. */

/** `type` is '' where the event names none. */
export type OnStreamEvent = (type: string, data: string) => void;

export class EventStreamReader {
  private readonly onEvent: OnStreamEvent;
  private rest = '';

  constructor(onEvent: OnStreamEvent) {
    this.onEvent = onEvent;
  }

  push(text: string): void {
    const events = (this.rest + text).split('\n\n');
    this.rest = events.pop() ?? '';
    for (const event of events) this.read(event);
  }

  /** What is neither a field that we know nor an event with data is passed over, as the format demands. */
  private read(event: string): void {
    const lines = event.split('\n');
    const data = valueOf(lines, 'data');
    if (data !== null) this.onEvent(valueOf(lines, 'event') ?? '', data);
  }
}

function valueOf(lines: readonly string[], field: string): string | null {
  const line = lines.find((each) => each.startsWith(`${field}:`));
  return line === undefined ? null : line.slice(field.length + 1).replace(/^ /, '');
}

/** Runs in the page before its own scripts: records when something that matters was painted, on the page's own clock. */

interface PaintTimings {
  /** Ms from the start of the navigation to the paint of the first thing that matters; null: not yet. */
  firstUseful: number | null;
  /** Ms from the arrival of a challenge's event to the paint of another heading. */
  events: number[];
  /** Ms from a key press, by the system's timestamp, to the next paint. */
  keys: number[];
}

declare global {
  interface Window {
    paintTimings: PaintTimings;
  }
}

/** `useful`: a selector for what the user came for. Self-contained, because it is sent to the page as text. */
export function installPaintProbe(useful: string): void {
  const timings: PaintTimings = { firstUseful: null, events: [], keys: [] };
  window.paintTimings = timings;
  let arrivedAt: number | null = null;
  let heading = '';

  // A message posted from an animation frame arrives after that frame has been painted.
  const afterPaint = (call: (at: number) => void) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => call(performance.now()), { once: true });
      port1.start();
      port2.postMessage(null);
    });

  new MutationObserver(() => {
    if (timings.firstUseful === null && document.querySelector(useful) !== null) {
      timings.firstUseful = Number.POSITIVE_INFINITY;
      afterPaint((at) => (timings.firstUseful = at));
    }
    const nowHeading = document.querySelector('h1')?.textContent ?? '';
    if (nowHeading === heading) return;
    heading = nowHeading;
    if (arrivedAt === null) return;
    const since = arrivedAt;
    arrivedAt = null;
    afterPaint((at) => timings.events.push(at - since));
  }).observe(document, { childList: true, subtree: true, characterData: true, attributes: true });

  addEventListener('keydown', ({ timeStamp }) => afterPaint((at) => timings.keys.push(at - timeStamp)), true);

  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', ({ data }) => {
        if (String(data).includes('"event_type":"challenge_')) arrivedAt ??= performance.now();
      });
    }
  };
}

/** The load generator's commands and reports. */

/** An HTTP request; `{id}` in the path stands for the ID in the previous answer. */
export interface HttpRequest {
  method: string;
  path: string;
  body: unknown;
}

export interface LoadTarget {
  /** `http://127.0.0.1:4747`; several hosts of the same games take sockets and lanes in turns. */
  urls: string[];
  authorization: string;
  /** A path and an authorization for every socket. */
  sockets: { path: string; authorization: string }[];
  /** The WebSocket subprotocol, if any. */
  subprotocol: string | null;
  /** A list of requests per lane: lanes run in parallel, the requests of a lane one after another, over and over. */
  lanes: HttpRequest[][];
}

export type LoadCommand =
  | { do: 'connect'; target: LoadTarget }
  /** One request at a time; the next one once the last client has received the event. */
  | { do: 'latency'; commands: number }
  /** All lanes at once, until this many requests have been answered and everyone has received their events. */
  | { do: 'throughput'; commands: number }
  | { do: 'disconnect' };

export interface LoadReport {
  /** Ms from the first connection attempt to the last welcome. */
  connectedMs?: number;
  /** Ms from the first byte of each command to the last client's event. */
  deliveredMs?: number[];
  /** Ms from the first byte of each command to its answer. */
  answeredMs?: number[];
  /** Ms for all commands of a throughput run. */
  durationMs?: number;
  /** Largest event, welcome and answer seen, in bytes. */
  eventBytes?: number;
  welcomeBytes?: number;
  answerBytes?: number;
}

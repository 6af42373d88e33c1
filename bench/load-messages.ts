/** What the load process is asked for and what it answers. */

/** One thing that can be commanded over HTTP; `{id}` in the path is the id that the command before it answered. */
export interface HttpRequest {
  method: string;
  path: string;
  body: unknown;
}

export interface LoadTarget {
  /** `http://127.0.0.1:4747` */
  url: string;
  authorization: string;
  /** A path and right for every socket. */
  sockets: { path: string; authorization: string }[];
  /** Websocket subprotocol, or none. */
  subprotocol: string | null;
  /** Rounds of commands, one a lane: lanes run side by side, the commands of a lane one after the other, over and over. */
  lanes: HttpRequest[][];
}

export type LoadCommand =
  | { do: 'connect'; target: LoadTarget }
  /** One command at a time; the next when the last client has heard of it. */
  | { do: 'latency'; commands: number }
  /** All lanes at once until so many commands were answered and heard by everyone. */
  | { do: 'throughput'; commands: number }
  | { do: 'disconnect' };

export interface LoadReport {
  /** Ms from the first connection asked for to the last welcome. */
  connectedMs?: number;
  /** Ms from the first byte of each command to the last client's event. */
  deliveredMs?: number[];
  /** Ms from the first byte of each command to its answer. */
  answeredMs?: number[];
  /** Ms for all commands of a throughput run. */
  durationMs?: number;
  /** Largest event and first welcome seen, bytes in UTF-8. */
  eventBytes?: number;
  welcomeBytes?: number;
  answerBytes?: number;
}

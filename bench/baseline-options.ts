/** Options sent to a baseline server at start; sizes in bytes, equal to the host's. */
export interface BaselineOptions {
  kind: 'F0' | 'F1' | 'F2';
  folder: string;
  /** Only for F2: where its rows and its messages go. */
  postgresUrl?: string;
  redisUrl?: string;
  welcomeBytes: number;
  eventBytes: number;
  answerBytes: number;
}

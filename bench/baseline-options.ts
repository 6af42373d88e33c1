/** What a floor is told at its start; sizes in bytes, as the host's are. */
export interface BaselineOptions {
  kind: 'F0' | 'F1';
  folder: string;
  welcomeBytes: number;
  eventBytes: number;
  answerBytes: number;
}

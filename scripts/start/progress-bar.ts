import type { Progress } from '@electron/get';

export interface ProgressOutput {
  readonly isTTY: boolean;
  readonly write: (text: string) => void;
}

const WIDTH = 30;
const MEGABYTE = 1_000_000;

/** Shows how far a download has got: a bar on a terminal, otherwise one line per quarter. */
export function createProgressBar({ isTTY, write }: ProgressOutput): (progress: Progress) => void {
  let shown = '';
  return (progress) => {
    const text = isTTY ? bar(progress) : quarter(progress);
    if (text === shown || text === '') return;
    shown = text;
    write(isTTY ? `\r${text}${progress.percent === 1 ? '\n' : ''}` : `${text}\n`);
  };
}

function bar({ transferred, total, percent }: Progress): string {
  const full = Math.floor(percent * WIDTH);
  const size = total === null ? '' : ` of ${megabytes(total)}`;
  return `[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${megabytes(transferred)}${size} MB`;
}

function quarter({ total, percent }: Progress): string {
  const done = Math.floor(percent * 4) * 25;
  return total === null || done === 0 ? '' : `${done} % of ${megabytes(total)} MB`;
}

const megabytes = (bytes: number): string => (bytes / MEGABYTE).toFixed(0);

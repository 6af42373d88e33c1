/** Runs in a thread of its own: carries out one task after the other. */
import { parentPort } from 'node:worker_threads';
import { toPlainError, type TaskMessage, type TaskResult } from './messages.ts';
import { carryOut } from './tasks.ts';

const port = parentPort;
if (port === null) throw new Error('This only runs as a worker.');

port.on('message', ({ id, task }: TaskMessage) => {
  const send = (result: TaskResult) => port.postMessage(result);
  try {
    send({ id, result: carryOut(task), error: null });
  } catch (error) {
    send({ id, result: null, error: toPlainError(error) });
  }
});

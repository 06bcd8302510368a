import { Worker } from 'node:worker_threads';
import type { Sheet } from './cells';

/* The library works in one go: ten thousand lines would keep every other request waiting for a second. A thread of its own gives its memory back, too. */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const { default: write } = require(workerData.library);
const [asOf = [], head = [], ...lines] = workerData.rows;
const cell = (style) => (value) => ({ value, type: String, ...style });
const columns = head.map((name, column) => ({
  width: Math.min(60, Math.max(8, ...[name, ...lines.slice(0, 200).map((line) => line[column] ?? '')].map((text) => [...text].length * 1.6 + 2))),
}));
const data = [asOf.map(cell({})), head.map(cell({ fontWeight: 'bold' })), ...lines.map((line) => line.map(cell({})))];
write(data, { sheet: workerData.title.slice(0, 31), stickyRowsCount: 2, columns }).toBuffer().then((file) => parentPort.postMessage(file));
`;

const inThread = (sheet: Sheet): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const workerData = { library: require.resolve('write-excel-file/node'), title: sheet.title, rows: sheet.rows };
    const thread = new Worker(THREAD, { eval: true, workerData });
    thread.once('message', (file: Uint8Array) => resolve(Buffer.from(file)));
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`the workbook's thread ended with ${code}`)));
  });

/** Writes workbooks one after the other, so that their memory does not add up. */
export const workbooks = (): ((sheet: Sheet) => Promise<Buffer>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (sheet) => {
    const mine = last.then(() => inThread(sheet));
    last = mine.catch(() => undefined);
    return mine;
  };
};

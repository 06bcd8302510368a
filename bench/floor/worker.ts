import { NativeConnection, Worker } from '@temporalio/worker';

/** A worker with nothing but the bare workflow, in a process of its own. Arguments: address, task queue. */
const main = async (): Promise<void> => {
  const [address = '', taskQueue = ''] = process.argv.slice(2);
  const connection = await NativeConnection.connect({ address });
  // The same cache as the product's worker.
  const worker = await Worker.create({ connection, taskQueue, workflowsPath: require.resolve('./workflow'), maxCachedWorkflows: 150 });
  process.once('SIGTERM', () => worker.shutdown());
  process.once('disconnect', () => process.exit(0));
  const done = worker.run();
  process.send?.({ ready: true });
  await done;
  process.exit(0);
};

void main();

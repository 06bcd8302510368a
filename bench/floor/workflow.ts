import { condition, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';

export const add = defineUpdate<number, [string]>('add');
export const finish = defineSignal('finish');

/** The least that a workflow with Updates can be: it counts them. */
export async function floorRun(): Promise<number> {
  let count = 0;
  let over = false;
  setHandler(add, () => {
    count += 1;
    return count;
  });
  setHandler(finish, () => {
    over = true;
  });
  await condition(() => over);
  return count;
}

import { z } from 'zod';
import { type Refusal, refuse } from '../../case/refusal';
import type { Text } from '../../case/step';

/*
 * The queue for places (指标). Who waits for the same line of places is served by the day on which he began to wait, then by the order in which that was
 * recorded. The order is enforced where the place is reserved; what is here gives the early refusal and its words.
 */

const Count = z.int().min(0);

/**
 * Where a case stands in its line on the day of the act: its rank among all who wait; how many of those before it could take a place today; how many places are
 * free. Commands of earlier releases, and a case that no line fits, have none.
 */
export const Queued = z.object({ queue: z.object({ rank: z.int().min(1), of: z.int().min(1), before: Count, free: Count }).optional() });
export type Queued = z.infer<typeof Queued>;

/** Key of the evidence that the fact keeps: only a fact that has it may go past others. */
export const QUEUED = ['queue'] as const;

/** The committee's written decision that a case goes before others who wait (团委关于先后的决定). */
export const ORDER_DECISION = 'place-order-decision';

export const isDecided = (papers: readonly { readonly kind: string }[]): boolean => papers.some(({ kind }) => kind === ORDER_DECISION);

/** Those before it take all that is free. With nobody before it a case may ask at any time. */
export const isOutOfTurn = ({ before, free }: { readonly before: number; readonly free: number }): boolean => before > 0 && free <= before;

export const notFirst = ({ rank, of, before, free }: NonNullable<Queued['queue']>): Refusal =>
  refuse(
    'not-first-in-line',
    `本案排第 ${rank} 位 (共 ${of} 件等待同一项指标); 前面有 ${before} 件可以办理, 空余指标 ${free} 个, 应先给前面的`,
    `This case is number ${rank} of ${of} that wait for the same places; ${before} before it could take one, ${free} are free: they come first`,
    [
      `先为排在前面的案件提交 requestPlace; 团委集体决定让本案先用的, 附写明理由的书面决定 (${ORDER_DECISION})`,
      `Give requestPlace for those before it first; if the committee has decided that this one goes before them, add its written decision with the reason (a paper of kind "${ORDER_DECISION}")`,
    ],
    { pointer: '/papers', clause: 'admission.quota' },
  );

/** Of a place that was reserved past others. */
export const aheadMark = (passed: unknown): Text | undefined =>
  typeof passed === 'number' && passed > 0
    ? {
        zh: ` [经团委书面决定, 先于排在前面的 ${passed} 件]`,
        en: ` [by the committee’s written decision, before ${passed} that came earlier]`,
      }
    : undefined;

/** Of a place that was free, but for others. */
export const behindMark = (before: unknown): Text | undefined =>
  typeof before === 'number' && before > 0
    ? { zh: ` [空余指标先给排在前面的 ${before} 件]`, en: ` [the free places are for the ${before} before it]` }
    : undefined;

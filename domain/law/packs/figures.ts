import type { Figure } from '../figure';

/** More than half (过半数). */
export const HALF = { num: 1, den: 2, strict: true };
/** Two thirds or more (三分之二以上). */
export const TWO_THIRDS = { num: 2, den: 3, strict: false };

/** Figures of one instrument, all in force since the same day unless `rest` says otherwise. */
export const figureFrom =
  (since: string) =>
  (
    value: Figure['value'],
    unit: Figure['unit'],
    clause: string,
    certainty: Figure['certainty'],
    tightens: Figure['tightens'],
    rest: Partial<Figure> = {},
  ): Figure => ({ value, unit, since, clause, certainty, tightens, ...rest });

/** A convention of this project, where the texts are silent. */
export const ours = (value: Figure['value'], unit: Figure['unit'], note: string, tightens: Figure['tightens'] = 'any'): Figure => ({
  value,
  unit,
  since: '2016-01-01',
  clause: 'project.record',
  certainty: 'project',
  tightens,
  note,
});

/** A deadline that this project set itself may be extended once more by as much as it gives; those of an instrument only where it says so. */
export const extendable = (figure: Figure): Figure => ({
  ...figure,
  extend: { most: Number(figure.value), clause: 'project.record', certainty: 'project' },
});

/** What every procedure needs: late records, reminders, standing still, pauses. */
export const ladder: Readonly<Record<string, Figure>> = {
  'record.backdateDays': ours(7, 'days', '补录不超过的天数, 更早须附理由', 'down'),
  'record.contestDays': ours(10, 'workingDays', '对代录提出异议的时间', 'up'),
  'record.endingWaits': ours(true, 'switch', '代录的撤回申请、接受不予批准等, 待代录异议期满或本人确认后生效', 'on'),
  'ladder.reminds': ours(true, 'switch', '到期前提醒'),
  'ladder.leadDays': ours(7, 'days', '提前提醒的天数'),
  'ladder.repeatDays': ours(7, 'days', '逾期后每隔多少天再提醒'),
  'ladder.repeats': ours(3, 'count', '逾期后提醒的次数, 之后报上级组织部门一次'),
  'ladder.quietFrom': ours(21, 'hours', '从几时起不发短信、邮件和群消息 (与下一项相同: 不设静默时段)'),
  'ladder.quietUntil': ours(8, 'hours', '到几时为止; 静默时段内的消息到时再发'),
  'stall.idleDays': ours(10, 'workingDays', '无人办理视为停滞'),
  'stall.heldDays': ours(20, 'workingDays', '核查过久'),
  'pause.holds': ours(true, 'switch', '核查、异议期间各环节期限停止计算, 与中止相同; 已满足的最短期限不受影响'),
  'closed.mostDays': ours(100, 'days', '一次停办期 (寒暑假、牧区转场等) 最长天数', 'down'),
  'reassign.upward': ours(true, 'switch', '支部无人任职时, 由所属团总支代办', 'any'),
};

import type { Text } from './step';

interface Duty extends Text {
  /** Where it rests on more than the project's own way of recording. */
  readonly clause?: string;
}

/** What somebody waits for that is no step of a table. */
const DUTIES: Readonly<Record<string, Duty>> = {
  transfer: { zh: '接收转入', en: 'the acceptance of the transfer' },
  held: { zh: '恢复办理', en: 'its going on' },
  guardian: { zh: '告知监护人', en: 'telling the guardian' },
  irregular: { zh: '确认届满机构所作决定', en: 'the confirmation of what a body decided after its term', clause: 'project.irregular' },
  identity: { zh: '核实同名者是否同一人', en: 'the check whether a namesake is the same person', clause: 'admission.single' },
  ending: { zh: '代录的结束事项, 可以确认或提出异议', en: 'an ending recorded in one’s name: confirm or contest it' },
  'second-look': { zh: '复核答复', en: 'the answer to the second look' },
};

export const dutyTitle = (id: string): Text | undefined => {
  const duty = Object.hasOwn(DUTIES, id) ? DUTIES[id] : undefined;
  return duty && { zh: duty.zh, en: duty.en };
};

export const dutyClause = (id: string): string => DUTIES[id]?.clause ?? 'project.record';

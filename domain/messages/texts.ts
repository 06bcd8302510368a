import { utf8Length } from '../utf8';
import { kindOf } from './kinds';

/** What may be said outside the portal: kind, number of the case, name of the unit. No person. */
export interface Told {
  readonly kind: string;
  readonly caseId?: string;
  readonly unit?: string;
  readonly due?: string;
}

/** The short number under which a case stands on its page. */
export const caseNumber = (id: string): string => id.slice(0, 8).toUpperCase();

const about = ({ caseId, unit, due }: Told): readonly string[] => [
  ...(unit ? [unit] : []),
  ...(caseId ? [`编号 ${caseNumber(caseId)}`] : []),
  ...(due ? [`期限 ${due}`] : []),
];

const link = ({ caseId }: Told, portal: string | undefined): string | undefined =>
  portal && (caseId ? `${portal}/cases/${caseId}` : `${portal}/messages`);

const line = (told: Told): string => {
  const facts = about(told);
  return `${kindOf(told.kind).zh}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`;
};

/** Short: a message of seventy characters is one message. */
export const smsText = (told: Told): string => `${line(told)}。请登录团务系统查看。`;

export interface Letter {
  readonly subject: string;
  readonly text: string;
}

export const letterOf = (told: Told, portal: string | undefined, code?: string): Letter => {
  const { zh, en } = kindOf(told.kind);
  const address = code === undefined ? link(told, portal) : undefined;
  return {
    subject: `团务: ${zh} / ${en}`,
    text: [
      `${line(told)}。`,
      ...(code === undefined ? ['请登录团务系统查看。'] : [`确认码 ${code}, 三十分钟内有效。不是您本人操作的, 请忽略这封邮件。`]),
      '',
      `${en}.`,
      ...(code === undefined
        ? ['Please sign in to read it.']
        : [`Code ${code}, valid for thirty minutes. If it was not you, ignore this letter.`]),
      ...(address ? ['', address] : []),
      '',
    ].join('\n'),
  };
};

/** What a group is told of one thing, or of many: then by unit, with counts, as far as the platform's size goes. */
export const groupText = (told: readonly Told[], portal: string | undefined, mostBytes: number): string => {
  const [first, ...others] = told;
  if (first === undefined) return '';
  if (others.length === 0) return ['团务提醒', line(first), ...[link(first, portal) ?? []].flat()].join('\n');
  const units = new Map<string, Map<string, string[]>>();
  for (const one of told) {
    const kinds = units.get(one.unit ?? '') ?? new Map<string, string[]>();
    kinds.set(one.kind, [...(kinds.get(one.kind) ?? []), ...(one.caseId ? [caseNumber(one.caseId)] : [])]);
    units.set(one.unit ?? '', kinds);
  }
  const head = `团务提醒: 共 ${told.length} 项`;
  const foot = portal ? `\n${portal}/desk` : '';
  const lines = [...units].flatMap(([unit, kinds]) =>
    [...kinds].map(
      ([kind, numbers]) =>
        `${unit || '系统'}: ${kindOf(kind).zh} ${numbers.length} 项 (${numbers.slice(0, 5).join(', ')}${numbers.length > 5 ? ' 等' : ''})`,
    ),
  );
  const cut = '\n其余请登录查看';
  let text = head;
  for (const [index, one] of lines.entries()) {
    const more = index < lines.length - 1;
    if (utf8Length(`${text}\n${one}${more ? cut : ''}${foot}`) > mostBytes) return `${text}${cut}${foot}`;
    text += `\n${one}`;
  }
  return `${text}${foot}`;
};

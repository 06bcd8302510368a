import type { Text } from '../case/step';

/** Kin of the civil servants' law, article 74 (公务员法第七十四条), and what else is declared: a superior, another interest (art. 76). */
export const KIN_KINDS = ['spouse', 'direct-blood', 'collateral-three', 'close-in-law', 'direct-superior', 'other-interest'] as const;
export type KinKind = (typeof KIN_KINDS)[number];

/** The four kinds of article 74; the rest are no kin. */
export const FOUR_KINDS: readonly KinKind[] = ['spouse', 'direct-blood', 'collateral-three', 'close-in-law'];

export const KIN_TITLES: Readonly<Record<KinKind, Text>> = {
  spouse: { zh: '夫妻关系', en: 'spouse' },
  'direct-blood': { zh: '直系血亲关系', en: 'direct line of blood' },
  'collateral-three': { zh: '三代以内旁系血亲关系', en: 'collateral blood within three generations' },
  'close-in-law': { zh: '近姻亲关系', en: 'close in-law' },
  'direct-superior': { zh: '直接上级', en: 'direct superior' },
  'other-interest': { zh: '其他利害关系', en: 'another interest' },
};

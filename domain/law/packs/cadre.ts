import type { Figure } from '../figure';
import type { Pack } from '../pack';
import { cadreClauses } from './cadre-clauses';
import { CANDIDACY_STAGES, candidacySteps } from './candidacy-steps';
import { figureFrom, HALF, ladder, ours, TWO_THIRDS } from './figures';
import { SELECTION_STAGES, selectionSteps } from './selection-steps';

const figure = figureFrom('2019-03-17');
const months = (value: number, clause: string, certainty: Figure['certainty'], note?: string): Figure =>
  figure(value, 'months', clause, certainty, 'up', note ? { note } : {});

/** How long a sanction or measure bars from promotion (影响期), from the day it was decided. Several at once: the longest rules. */
const influencePeriods: Readonly<Record<string, Figure>> = {
  'measure.sanction-warning': months(6, 'measure.sanction', 'certain'),
  'measure.sanction-demerit': months(12, 'measure.sanction', 'certain'),
  'measure.sanction-major-demerit': months(18, 'measure.sanction', 'certain'),
  'measure.sanction-demotion': months(24, 'measure.sanction', 'certain'),
  'measure.sanction-removal': months(24, 'measure.sanction', 'certain'),
  'measure.party-warning': months(12, 'measure.party', 'high'),
  'measure.party-severe-warning': months(18, 'measure.party', 'high'),
  'measure.party-removal': months(24, 'measure.party', 'high'),
  'measure.party-probation': months(24, 'measure.party', 'high', '自恢复党员权利之日起算'),
  'measure.caution': months(6, 'measure.organisational', 'high'),
  'measure.adjustment': months(12, 'measure.organisational', 'medium'),
  'measure.organisational-removal': months(24, 'measure.organisational', 'medium', '一年内不得任职, 两年内不得提拔'),
  'measure.organisational-demotion': months(24, 'measure.organisational', 'medium'),
  'measure.league-warning': months(12, 'measure.league', 'low', '优先核实: 六个月或一年, 从严'),
  'measure.league-severe-warning': months(18, 'measure.league', 'low', '优先核实: 一年或一年半, 从严'),
  'measure.league-removal': months(24, 'measure.league', 'low', '优先核实: 一年或两年, 从严'),
};

/** The figures of cadre selection; a post and each candidacy for it stand under the same. */
export const cadreFigures: Readonly<Record<string, Figure>> = {
  'cadre.recommendValidity': figure(12, 'months', 'cadre.recommendation', 'certain', 'down'),
  'cadre.examinersMin': figure(2, 'persons', 'cadre.inspection', 'certain', 'up'),
  'cadre.previewDays': figure(0, 'workingDays', 'cadre.inspection', 'low', 'up', { note: '考察预告提前的时间全国未规定, 地方可加' }),
  'cadre.coManagerSilence': figure(1, 'months', 'cadre.consultation', 'medium', 'up', { note: '2014年条例第三十四条; 2019年条号待核实' }),
  'cadre.leagueSilence': figure(1, 'months', 'cadre.league', 'low', 'up', { note: '上级团委答复时间待核实' }),
  'cadre.leagueSilenceConsents': figure(false, 'switch', 'cadre.league', 'low', 'fixed', { note: '未答复是否视为无不同意见, 从严不视为' }),
  'cadre.decisionQuorum': figure(TWO_THIRDS, 'fraction', 'cadre.decision', 'certain', 'fixed'),
  'cadre.decisionMajority': figure(HALF, 'fraction', 'cadre.decision', 'certain', 'fixed'),
  'cadre.decisionBase': figure('eligible', 'choice', 'cadre.decision', 'certain', 'fixed'),
  'cadre.reconsiderMajority': figure(HALF, 'fraction', 'cadre.decision', 'certain', 'fixed'),
  'cadre.publicityMin': figure(5, 'workingDays', 'cadre.publicity', 'certain', 'up'),
  'cadre.countPostingDay': figure(false, 'switch', 'cadre.publicity', 'project', 'fixed'),
  'cadre.probation': figure(12, 'months', 'cadre.probation', 'certain', 'fixed'),
  'competition.entryDays': { ...ours(5, 'workingDays', '竞争选拔公告后报名开放的时间, 规则未查到', 'up'), clause: 'cadre.competition' },
  'competition.examinersMin': { ...ours(3, 'persons', '考官人数, 规则未查到', 'up'), clause: 'cadre.competition' },
  'inspection.verdictDays': { ...ours(5, 'workingDays', '纪检人员出具把关意见的时间', 'down'), clause: 'project.inspection' },
  ...influencePeriods,
  ...ladder,
};

/** The national base for a post to be filled (选拔任用), by reference to the regulations for Party and government cadres. */
export const selectionPack: Pack = {
  id: 'cn-selection',
  edition: '2019.1',
  procedure: 'selection',
  clauses: cadreClauses,
  figures: cadreFigures,
  steps: selectionSteps,
  stages: SELECTION_STAGES,
};

/** One person's way to that post. */
export const candidacyPack: Pack = {
  ...selectionPack,
  id: 'cn-candidacy',
  procedure: 'candidacy',
  steps: candidacySteps,
  stages: CANDIDACY_STAGES,
};

import type { Pack } from '../pack';
import { electionClauses } from './election-clauses';
import { ELECTION_STAGES, electionSteps } from './election-steps';
import { extendable, figureFrom, HALF, ladder, ours, TWO_THIRDS } from './figures';

const figure = figureFrom('2025-01-03');

/**
 * Elections at the grass roots. Spans and terms are keyed by the kind of body (`.branch`, `.student-branch`): general branches and committees
 * bring theirs. Quorum and base of the majority are none of its figures: each body adopts them with its method, the floor apart.
 */
export const electionPack: Pack = {
  id: 'cn-election',
  edition: '2025.1',
  procedure: 'election',
  clauses: electionClauses,
  stages: ELECTION_STAGES,
  steps: electionSteps,
  figures: {
    'election.term.student-branch': figure(1, 'years', 'election.term', 'certain', 'fixed'),
    'election.term.branch': figure(3, 'years', 'election.term', 'certain', 'fixed'),
    'election.shift.branch': figure(6, 'months', 'election.shift', 'certain', 'down'),
    'election.regularDays': ours(30, 'days', '任期届满前多少天以内换届不算提前', 'down'),
    'election.committeeMin': figure(3, 'persons', 'election.size', 'low', 'any'),
    'election.committeeMax': figure(5, 'persons', 'election.size', 'low', 'any'),
    'election.marginPercent': figure(20, 'percent', 'election.candidates', 'medium', 'up'),
    'election.leastAbsentees': figure(3, 'persons', 'election.absentees', 'low', 'up', {
      note: '与到会人员同投一个票箱时, 领取远程票权的缺席人员至少几名 (没有人领取也可以); 规则未查到: 人数再少, 有两把钥匙又能看到票箱的人可以认出是谁的票',
    }),
    'election.byStrokes': figure(true, 'switch', 'election.order', 'high', 'on'),
    'election.tellersMin': figure(2, 'persons', 'election.tellers', 'medium', 'up'),
    'election.methodQuorum': figure(HALF, 'fraction', 'election.method', 'low', 'fixed', { note: '表决选举办法时的法定人数' }),
    'election.methodMajority': figure(HALF, 'fraction', 'election.method', 'low', 'fixed', { note: '通过选举办法所需票数' }),
    'election.methodBase': figure('present', 'choice', 'election.method', 'low', 'any', { note: 'present 到会, eligible 应到会' }),
    'election.quorumFloor': figure(TWO_THIRDS, 'fraction', 'election.method', 'medium', 'fixed', {
      note: '各文本有三分之二和五分之四两说, 以通过的选举办法为准, 选举办法不得低于此数',
    }),
    'election.majority': figure(HALF, 'fraction', 'election.majority', 'medium', 'fixed', { note: '基数 (应到会或到会) 以选举办法为准' }),
    'election.approvalDays': extendable(ours(15, 'workingDays', '团委审批选举结果的时间', 'down')),
    ...ladder,
  },
};

import type { Clause } from '../law/clause';

const ELECTION = '中国共产主义青年团基层组织选举工作条例 (中青发〔2025〕1号)';

/** What the booth's refusals rest on. Known from later texts, so no article is printed; the last one is this project's own convention. */
export const ballotClauses: readonly Clause[] = [
  { id: 'ballot.secret', instrument: ELECTION, gist: '选举和表决人选采用无记名投票的方式' },
  { id: 'ballot.entitled', instrument: ELECTION, gist: '有表决权的到会人员本人投票, 不得委托他人代投' },
  { id: 'ballot.names', instrument: ELECTION, gist: '每张选票所选人数多于应选人数的为无效票, 等于或少于应选人数的为有效票' },
  { id: 'ballot.returned', instrument: ELECTION, gist: '收回的选票等于或少于发出的选票, 投票有效; 多于发出的选票, 投票无效, 应重新投票' },
  { id: 'ballot.tellers', instrument: ELECTION, gist: '候选人不得担任监票人、计票人' },
  {
    id: 'project.booth',
    own: true,
    instrument: '本系统的约定',
    gist: '票箱有两把锁: 三把钥匙中任意两把才能开启; 结束之前任何人不能看到选票内容; 远程投票须由办法允许',
  },
];

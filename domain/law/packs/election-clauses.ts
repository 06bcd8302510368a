import type { Clause } from '../clause';
import { admissionClauses } from './admission-clauses';

const REGULATIONS = '中国共产主义青年团基层组织选举工作条例 (中青发〔2025〕1号)';

/** What an election at the grass roots rests on. Articles 1 to 6 were read in the text itself, the rest in loose sentences of it and in later texts. */
export const electionClauses: readonly Clause[] = [
  { id: 'election.term', instrument: REGULATIONS, article: '第三条', gist: '学生团支部委员会每届任期一年, 其他团支部委员会每届任期三年' },
  {
    id: 'election.shift',
    instrument: REGULATIONS,
    article: '第四条',
    gist: '提前或延期换届须经同级党组织和上一级团组织批准, 团支部不超过六个月',
  },
  {
    id: 'election.voters',
    instrument: REGULATIONS,
    article: '第六条',
    gist: '团员和经组织任命担任团内职务或从事团的工作的党员有表决权、选举权和被选举权; 留团察看期间没有',
  },
  { id: 'election.method', instrument: REGULATIONS, gist: '选举前由大会表决通过选举办法, 法定人数、计票基数、缺额处理以选举办法为准' },
  {
    id: 'election.candidates',
    instrument: REGULATIONS,
    gist: '候选人预备人选报同级党组织和上一级团组织同意; 差额不少于应选人数的百分之二十',
  },
  { id: 'election.size', instrument: '团支部委员会的人数 (见于较早的规定)', gist: '团支部委员会由三至五人组成' },
  { id: 'election.order', instrument: REGULATIONS, gist: '候选人、当选人名单以姓氏笔画为序' },
  { id: 'election.tellers', instrument: REGULATIONS, gist: '设监票人、计票人; 候选人不得担任' },
  {
    id: 'election.ballots',
    instrument: REGULATIONS,
    gist: '收回的选票多于发出的, 选举无效, 重新选举; 所选人数多于应选人数的选票无效, 少于的有效; 可赞成、不赞成、弃权或另选他人; 不得委托他人代为投票',
  },
  { id: 'election.majority', instrument: REGULATIONS, gist: '获得赞成票超过半数的当选; 多于应选名额时以得票多的当选' },
  { id: 'election.tie', instrument: REGULATIONS, gist: '得票相等不能确定当选人时, 就得票相等的再次投票, 得赞成票多的当选' },
  { id: 'election.absentees', instrument: REGULATIONS, gist: '因故不能到会的, 经同级党组织和上一级团组织批准, 可以采取适当方式投票' },
  { id: 'election.result', instrument: REGULATIONS, gist: '选举结果报同级党组织和上一级团组织审批' },
  ...admissionClauses.filter(({ own }) => own),
];

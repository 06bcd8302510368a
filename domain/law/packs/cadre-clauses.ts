import type { Clause } from '../clause';

const RULES = '党政领导干部选拔任用工作条例 (2019年修订)';
const CIVIL_SERVANTS = '中华人民共和国公务员法 (2018年修订)';
const SANCTIONS = '中华人民共和国公职人员政务处分法';

/**
 * What the selection of appointed League cadres rests on. The regulations are written for Party and government posts and followed by reference (参照). Of
 * the 2019 text only the articles on democratic recommendation were read, so only theirs are printed.
 */
export const cadreClauses: readonly Clause[] = [
  {
    id: 'cadre.analysis',
    instrument: CIVIL_SERVANTS,
    article: '第一百零六条',
    gist: '不按编制限额、职数进行任用的, 由上级予以纠正; 不得超职数配备',
  },
  {
    id: 'cadre.motion',
    instrument: CIVIL_SERVANTS,
    article: '第四十六条',
    gist: '领导职务的任用先行动议, 提出职位、条件、范围、方式、程序',
  },
  {
    id: 'cadre.recommendation',
    instrument: RULES,
    article: '第十八条',
    gist: '民主推荐包括谈话调研推荐和会议推荐; 结果作为选拔任用的重要参考, 在一年内有效',
  },
  { id: 'cadre.talks', instrument: RULES, article: '第十九条', gist: '换届时先谈话调研推荐, 再以差额提出参考人选进行会议推荐' },
  {
    id: 'cadre.single',
    instrument: RULES,
    article: '第二十条',
    gist: '个别提拔任职可以先后调整, 单位人数较少、两类范围基本相同且推荐意见集中的可以不再会议推荐',
  },
  {
    id: 'cadre.objects',
    instrument: RULES,
    gist: '考察对象一般多于拟任职务数; 个别提拔任职推荐意见集中的可以等额; 有规定情形的不得列为考察对象',
  },
  { id: 'cadre.inspection', instrument: RULES, gist: '由两名以上成员组成考察组, 发布考察预告, 谈话、测评、核实, 形成考察材料并署名负责' },
  { id: 'cadre.musts', instrument: RULES, gist: '凡提四必: 档案必审、个人有关事项报告必核、纪检监察机关意见必听、线索具体的信访举报必查' },
  {
    id: 'cadre.consultation',
    instrument: RULES,
    gist: '讨论决定前充分酝酿; 双重管理职务征求协管方意见, 自收到之日起一个月内未答复的视为同意',
  },
  { id: 'cadre.league', instrument: '团干部协管的规定', gist: '任免团委书记、副书记等事先征求上级团委或同级团委意见' },
  {
    id: 'cadre.decision',
    instrument: RULES,
    gist: '三分之二以上成员到会, 逐个介绍、逐一表态 (同意、不同意或缓议), 主要负责人最后表态, 以应到会成员超过半数同意形成决定; 复议须超过半数成员同意',
  },
  { id: 'cadre.prior', instrument: RULES, gist: '破格提拔讨论决定前、越级提拔考察前, 须报上级组织部门同意' },
  { id: 'cadre.publicity', instrument: RULES, gist: '任职前公示不少于五个工作日' },
  {
    id: 'cadre.appointment',
    instrument: RULES,
    gist: '公示无影响任职问题的办理任职手续, 由指定人员进行任职谈话; 任职时间自决定之日起计算',
  },
  {
    id: 'cadre.probation',
    instrument: CIVIL_SERVANTS,
    article: '第四十八条',
    gist: '试用期一年; 期满考核胜任的正式任职, 不胜任的免去试任职务',
  },
  {
    id: 'cadre.recusal',
    instrument: CIVIL_SERVANTS,
    article: '第七十六条',
    gist: '涉及本人利害关系, 或与本人有亲属关系人员的利害关系的, 办理时应当回避',
  },
  { id: 'cadre.record', instrument: RULES, gist: '选拔任用全程纪实' },
  { id: 'cadre.competition', instrument: '公开选拔、竞争上岗的规定', gist: '出现职位空缺且本单位无合适人选等情形下的一种方式' },
  {
    id: 'measure.sanction',
    instrument: SANCTIONS,
    article: '第八条',
    gist: '政务处分期间: 警告六个月、记过十二个月、记大过十八个月、降级和撤职二十四个月, 期间不得晋升',
  },
  { id: 'measure.party', instrument: '中国共产党纪律处分条例', gist: '受党纪处分的, 影响期内不得提拔' },
  { id: 'measure.organisational', instrument: '受组织处理后使用的规定', gist: '受诫勉、组织处理的, 影响期内不得提拔' },
  { id: 'measure.league', instrument: '中国共产主义青年团纪律处分条例 (2024年修订)', gist: '受团纪处分的, 影响期内不得在团内提拔' },
  {
    id: 'project.inspection',
    own: true,
    instrument: '本系统的约定',
    gist: '纪检监察部门对选拔的每个环节监督把关; 期限、候补、上报依惯例, 沉默不等于同意',
  },
  { id: 'project.four-eyes', own: true, instrument: '本系统的约定', gist: '同一人不得在一个案子里签两级; 代录人不算第二人' },
  { id: 'project.administrator', own: true, instrument: '本系统的约定', gist: '管理员只推动办理, 不代替任何人或机构作决定' },
  { id: 'project.record', own: true, instrument: '本系统的约定', gist: '补录、代录异议、提醒、复核等期限, 规则未作规定' },
];

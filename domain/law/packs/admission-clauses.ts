import type { Clause } from '../clause';

const RULES = '发展团员工作细则 (中青发〔2023〕13号)';
const CHARTER = '中国共产主义青年团章程 (2023年修正)';

/**
 * What admission rests on. The full text of the 2023 rules was not at hand: their stages and main figures are confirmed by several later texts,
 * their article numbers are not, so none is printed.
 */
export const admissionClauses: readonly Clause[] = [
  { id: 'charter.age', instrument: CHARTER, article: '第一条', gist: '年龄在十四周岁以上、二十八周岁以下的中国青年可以申请入团' },
  { id: 'charter.branch', instrument: CHARTER, article: '第二十二条', gist: '基层单位有团员三人以上的, 建立团的基层组织' },
  { id: 'charter.voluntary', instrument: CHARTER, gist: '入团自愿' },
  {
    id: 'charter.introducers',
    instrument: CHARTER,
    article: '第四条',
    gist: '要有两名团员作介绍人, 经支部大会通过和上级委员会批准; 团籍和团龄从支部大会通过之日算起',
  },
  { id: 'charter.oath', instrument: CHARTER, article: '第五条', gist: '新团员须在团旗下宣誓' },
  { id: 'admission.apply', instrument: RULES, gist: '向工作、学习所在单位团组织提出书面申请, 没有团组织的向居住地团组织提出' },
  { id: 'admission.single', instrument: RULES, gist: '先查重, 不得重复发展' },
  { id: 'admission.talk', instrument: RULES, gist: '收到入团申请书后一个月内派人同申请人谈话' },
  {
    id: 'admission.activist',
    instrument: RULES,
    gist: '经团员推荐或少先队推优, 由支部委员会 (不设委员会的由支部大会) 研究确定, 报上级团委备案',
  },
  { id: 'admission.contacts', instrument: RULES, gist: '指定一至两名团员作培养联系人' },
  { id: 'admission.cultivation', instrument: RULES, gist: '培养考察不少于三个月; 团课学习不少于八学时' },
  { id: 'admission.transfer', instrument: RULES, gist: '单位变动的, 原支部及时移交, 现支部接续培养, 时间连续计算' },
  { id: 'admission.recommend', instrument: RULES, gist: '支部委员会听取培养联系人、团员和群众意见后推荐发展对象' },
  { id: 'admission.preReview', instrument: RULES, gist: '基层团委对条件、培养和现实表现预审, 结果书面通知支部' },
  { id: 'admission.quota', instrument: RULES, gist: '发展团员实行年度计划调控' },
  { id: 'admission.publicity', instrument: RULES, gist: '发展对象在一定范围内公示' },
  { id: 'admission.form', instrument: RULES, gist: '填写入团志愿书, 各栏日期顺序一致' },
  { id: 'admission.meeting', instrument: RULES, gist: '召开支部大会逐一讨论、表决' },
  { id: 'admission.approval', instrument: RULES, gist: '基层团委集体讨论、表决决定, 报县级以上团委备案; 不批准的书面说明理由' },
  { id: 'admission.feedback', instrument: RULES, gist: '审批结果及时通知支部和本人' },
  { id: 'admission.archive', instrument: RULES, gist: '审批后录入系统、上传志愿书、建立团员档案' },
  { id: 'volunteer.registered', instrument: '关于团员成为注册志愿者的要求', gist: '团员应当是注册志愿者' },
  {
    id: 'project.irregular',
    own: true,
    instrument: '本系统的约定',
    gist: '任期届满、未经批准延期的支部委员会或团委所作的决定, 须经上一级团委确认',
  },
  { id: 'project.four-eyes', own: true, instrument: '本系统的约定', gist: '同一人不得在一个案子里签两级; 代录人不算第二人' },
  { id: 'project.administrator', own: true, instrument: '本系统的约定', gist: '管理员只推动办理, 不代替任何人或机构作决定' },
  { id: 'project.record', own: true, instrument: '本系统的约定', gist: '补录、代录异议、提醒、复核和再次表决前的期限, 规则未作规定' },
];

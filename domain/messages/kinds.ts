/** Kinds of messages, as they are told outside the portal. Nobody is named: what it is about, never about whom. */
export interface MessageKind {
  readonly zh: string;
  readonly en: string;
  /** The law, or somebody's right of objection, wants it told: it goes out whatever the person prefers. */
  readonly lawful?: true;
  /** The whole desk may know of it: it may go to a group's robot. */
  readonly group?: true;
  /** Never leaves the portal. */
  readonly inside?: true;
}

const kinds: Readonly<Record<string, MessageKind>> = {
  progress: { zh: '申请有新进展', en: 'There is progress in an application', lawful: true },
  'recorded-for-you': { zh: '有人以您的名义作了记录, 请核对', en: 'Somebody recorded an act in your name; please check it', lawful: true },
  'ending-waits': {
    zh: '有人代录了撤回等结束事项, 请尽快确认或提出异议',
    en: 'Somebody recorded an ending in your name: confirm or contest it soon',
    lawful: true,
  },
  'deadline-near': { zh: '事项临近期限', en: 'A deadline is near', group: true },
  'deadline-lapsed': { zh: '事项已逾期', en: 'A deadline has passed', lawful: true, group: true },
  'deadline-overdue': { zh: '事项逾期未办', en: 'Still overdue', group: true },
  'deadline-escalated': { zh: '事项多次提醒仍未办, 报组织部门', en: 'Still overdue after all reminders', group: true },
  urged: { zh: '事项被催办', en: 'You are urged to act', group: true },
  reassigned: { zh: '事项转由您办理', en: 'A task was reassigned to you' },
  escalated: { zh: '事项已提请上级办理', en: 'A matter was escalated', group: true },
  'deadline-extended': { zh: '事项期限已延长', en: 'A deadline was extended', group: true },
  'recommendation-expired': { zh: '推荐已过有效期', en: 'A recommendation has expired', lawful: true },
  'silence-consents': { zh: '逾期未答复, 视为同意', en: 'No answer came in time: it counts as consent', lawful: true },
  'probation-over': { zh: '试用期已满', en: 'A probation has ended', lawful: true },
  'calendar-missing': {
    zh: '公示跨入放假通知尚未录入的年份, 录入前不期满',
    en: 'Notices run into a year whose holiday notice is not entered; they do not end before it is',
  },
  'places-free': { zh: '有空出的发展指标, 可以为排在最前的申请', en: 'Places are free: the first in line may be asked for', group: true },
  'may-apply-now': { zh: '已年满 14 周岁, 可以提交入团申请', en: 'You are fourteen and may apply now', lawful: true },
  'child-may-apply': {
    zh: '此前未满 14 周岁、未予受理的一名少年今已满 14 周岁, 可以申请或推优',
    en: 'A child who was too young has turned fourteen and may now apply or be nominated',
  },
  'exit-due': {
    zh: '批准时新团员已满 28 周岁: 未担任团内职务的, 应即办理离团手续',
    en: 'The new member was 28 when approved: who holds no post in the League leaves it now',
    lawful: true,
  },
  'over-age-soon': {
    zh: '申请人已到入团年龄上限: 没有补录满龄前的表决, 申请即将终止',
    en: 'The applicant has reached the upper age: without a vote recorded from before the birthday the application ends soon',
    lawful: true,
  },
  'deliveries-dead': { zh: '有消息未能送达', en: 'Some messages could not be delivered', inside: true },
  'confirm-address': { zh: '确认接收通知的邮箱', en: 'Confirm the address for notices' },
  test: { zh: '测试消息, 请忽略', en: 'A test; please ignore it' },
};

export const kindOf = (kind: string): MessageKind => kinds[kind] ?? { zh: '有新的工作提醒', en: 'There is something new' };

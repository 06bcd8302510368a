import type { Dice } from './random';

/*
 * Invented people. Given names and surnames are common ones put together by chance; whoever bears such a name is not meant.
 */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const KAZAKH = {
  male: words(
    '叶尔兰 叶尔肯 巴合提 努尔兰 努尔江 别克 哈那提 木拉提 加尔肯 赛力克 叶斯波力 胡安什 阿斯哈尔 达吾列提 马合沙提 波拉提 吾兰 塔力哈提 阿依波力 叶力夏提 江阿别克 沙吾列 加纳尔 阿德力 达尼亚尔',
  ),
  female: words(
    '阿依古丽 古丽娜 加娜尔 阿依达娜 巴哈尔古丽 阿勒腾 萨吾列 娜孜古丽 叶尔克娜 阿依努尔 米热依 库丽孜拉 玛尔江 沙依拉 古丽米热 迪娜 阿娜尔 巴合提古丽 加依娜 阿丽娅 努尔古丽 波塔 莎妮娅 阿合玛拉 叶林娜',
  ),
  fathers: words(
    '叶尔肯 巴合提别克 努尔兰 赛力克 木拉提 哈布勒 胡尔曼 阿布都拉 卡布力 马纳斯 托合塔尔 达吾列提 别尔德别克 加汗 吐尔逊别克 热合木 沙合多拉 恰汗 阿孜木汗 塔布斯',
  ),
};
const UYGHUR = {
  male: words('阿迪力 艾力 买买提 吐尔逊 麦麦提 凯赛尔 伊力亚尔 库尔班 亚森 居来提'),
  female: words('古丽巴哈尔 热依汗 阿依夏 帕提古丽 米日古丽 祖丽皮亚 迪丽努尔 阿米娜 茹仙古丽 努尔比亚'),
  fathers: words('买买提 吐尔逊 艾合买提 阿布都热合曼 肉孜 依明 卡德尔 司马义'),
};
const MONGOL = {
  male: words('才仁 巴图 孟克 巴音 乌兰 道尔吉 额尔登 那生'),
  female: words('其其格 萨仁 乌云 娜仁 托娅 阿茹娜 琪琪格 格日勒'),
  fathers: words('巴图 孟克 巴音 才登 敖其尔 布仁'),
};
const HAN = {
  surnames: words(
    '王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 罗 梁 宋 郑 谢 韩 唐 冯 董 程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢 蒋 单 仇 欧阳 覃',
  ),
  male: words('浩 宇轩 子豪 志强 俊杰 建国 文博 一鸣 嘉诚 明远 泽 晨 思远 家乐 天佑 博文 立新 海涛 鹏飞 昊'),
  female: words('欣怡 雨桐 梓涵 佳怡 静 晓雪 思琪 慧敏 雅婷 丽娜 若曦 诗涵 雪莲 洁 婉清 小燕 嘉琪 梦瑶 玲 依诺'),
};
const HUI = {
  surnames: words('马 白 丁 哈 冶 撒 苏 穆 海 铁'),
  male: words('文海 志军 小龙 德福 建华 伟 学义 玉林'),
  female: words('小花 秀兰 玉梅 晓燕 静 桂英 丽 雪琴'),
};

/** Characters that old systems lose: beyond the basic plane, or young in Unicode. */
const RARE = ['李𬱖', '王𠅤', '张䶮', '陈㛃', '刘𬍛', '赵𫖯', '孙㵘', '杨𬭊'] as const;

export interface Named {
  readonly name: string;
  readonly ethnicity: string;
  readonly sex: 'male' | 'female';
}

/** One name in some six hundred has a rare character. Given name and father's name are joined by the dot. */
export const aName = (dice: Dice, rural: boolean): Named => {
  const sex = dice.roll() < 0.5 ? 'male' : 'female';
  if (dice.roll() < 0.0016) return { name: dice.pick(RARE), ethnicity: '汉族', sex };
  const lot = dice.roll();
  const joined = (folk: typeof KAZAKH) => `${dice.pick(folk[sex])}·${dice.pick(folk.fathers)}`;
  if (lot < (rural ? 0.84 : 0.58)) return { name: joined(KAZAKH), ethnicity: '哈萨克族', sex };
  if (lot < (rural ? 0.93 : 0.88)) return { name: dice.pick(HAN.surnames) + dice.pick(HAN[sex]), ethnicity: '汉族', sex };
  if (lot < 0.95) return { name: dice.pick(HUI.surnames) + dice.pick(HUI[sex]), ethnicity: '回族', sex };
  if (lot < 0.98) return { name: joined(UYGHUR), ethnicity: '维吾尔族', sex };
  return { name: joined(MONGOL), ethnicity: '蒙古族', sex };
};

import { COUNTY, TOWNS } from './data/divisions';
import { idOf } from './random';

/** Who belongs to a branch: pupils who entered a school in that year, or young people of the place. */
export type Crowd =
  | { readonly pupils: 'junior' | 'senior' | 'vocational'; readonly entered: number }
  | { readonly adults: 'village' | 'office' };

export interface Unit {
  readonly id: string;
  /** The key: division code, or the county's code with a letter. Names repeat. */
  readonly code: string;
  readonly name: string;
  readonly kind: 'committee' | 'work-committee' | 'general-branch' | 'branch' | 'inspection-office';
  readonly parent?: Unit;
  readonly path: string;
  readonly field: 'school' | 'society';
  readonly schoolStage?: string;
  readonly approves: boolean;
  readonly overlay?: string;
  readonly inspects?: Unit;
  readonly crowd?: Crowd;
  /** Share of the county's members, relative to the other branches. */
  readonly weight: number;
}

type Rest = Partial<Pick<Unit, 'field' | 'schoolStage' | 'approves' | 'overlay' | 'inspects' | 'crowd' | 'weight'>>;

const unit = (code: string, name: string, kind: Unit['kind'], parent?: Unit, rest: Rest = {}): Unit => {
  const id = idOf('organisation', code);
  return {
    id,
    code,
    name,
    kind,
    ...(parent ? { parent } : {}),
    path: `${parent?.path ?? '/'}${id}/`,
    field: parent?.field ?? 'society',
    approves: false,
    weight: 0,
    ...rest,
  };
};

/** 居委会 is a community, 村委会 a village; their branches are named after them. */
const placeName = (name: string): string => name.replace(/村委会$/, '村').replace(/(社区)?(居委会|居民委员会)$/, '社区');
export const isCommunity = (name: string): boolean => /居委会$|居民委员会$/.test(name);

interface School {
  readonly code: string;
  readonly name: string;
  readonly stage: string;
  readonly overlay?: string;
  /** Classes for each year of entry, youngest first. The first form of a junior school has no members yet: its pupils are under fourteen. */
  readonly classes: readonly (readonly [crowd: 'junior' | 'senior' | 'vocational', yearsAgo: number, count: number])[];
  /** Years are general branches (团总支) between school and class. */
  readonly years?: boolean;
  readonly teachers?: boolean;
}

const SCHOOLS: readonly School[] = [
  {
    code: 'S01',
    name: '县高级中学',
    stage: 'senior',
    classes: [
      ['senior', 0, 12],
      ['senior', 1, 12],
      ['senior', 2, 12],
    ],
    years: true,
    teachers: true,
  },
  {
    code: 'S02',
    name: '县完全中学',
    stage: 'senior',
    overlay: 'school-strict',
    classes: [
      ['senior', 0, 4],
      ['senior', 1, 4],
      ['senior', 2, 4],
      ['junior', 1, 6],
      ['junior', 2, 6],
    ],
    teachers: true,
  },
  {
    code: 'S03',
    name: '县第一初级中学',
    stage: 'junior',
    classes: [
      ['junior', 1, 10],
      ['junior', 2, 10],
    ],
    teachers: true,
  },
  {
    code: 'S04',
    name: '县第二初级中学',
    stage: 'junior',
    classes: [
      ['junior', 1, 8],
      ['junior', 2, 8],
    ],
    teachers: true,
  },
  {
    code: 'S05',
    name: '县职业技术学校',
    stage: 'vocational',
    classes: [
      ['vocational', 0, 4],
      ['vocational', 1, 4],
      ['vocational', 2, 4],
    ],
    teachers: true,
  },
  {
    code: 'S06',
    name: '可可托海镇学校',
    stage: 'junior',
    classes: [
      ['junior', 1, 2],
      ['junior', 2, 2],
    ],
  },
  {
    code: 'S07',
    name: '恰库尔图镇学校',
    stage: 'junior',
    classes: [
      ['junior', 1, 2],
      ['junior', 2, 2],
    ],
  },
  {
    code: 'S08',
    name: '杜热镇学校',
    stage: 'junior',
    classes: [
      ['junior', 1, 2],
      ['junior', 2, 2],
    ],
  },
  {
    code: 'S09',
    name: '吐尔洪乡学校',
    stage: 'junior',
    classes: [
      ['junior', 1, 2],
      ['junior', 2, 2],
    ],
  },
];

const OFFICES =
  '组织 宣传 统战 政法 财政 教育 卫健 农业农村 水利 交通 住建 自然资源 民政 人社 文旅 林草 司法 审计 统计 市场监管 应急 税务 气象 融媒体'.split(
    ' ',
  );
const FIRMS = '供电 通信 邮政 商贸 电商 物流 餐饮 旅游 律师 外卖骑手 养殖合作社 志愿服务'.split(' ');
const PARK = '采矿 选矿 冶炼 机修 物资 运输 安保'.split(' ');

const CLASS_WEIGHT = { junior: [1, 5, 16], senior: [20, 25, 28], vocational: [14, 17, 19] } as const;
const CLASS_NAME = { junior: '初', senior: '高', vocational: '职' } as const;

const schoolUnits = (county: Unit, school: School, schoolYear: number): Unit[] => {
  const top = unit(`${COUNTY.code}-${school.code}`, `${school.name}团委`, 'committee', county, {
    field: 'school',
    schoolStage: school.stage,
    approves: true,
    ...(school.overlay ? { overlay: school.overlay } : {}),
  });
  const units = [top];
  for (const [crowd, yearsAgo, count] of school.classes) {
    const entered = schoolYear - yearsAgo;
    const year = school.years ? unit(`${top.code}-${entered}`, `${CLASS_NAME[crowd]}${entered}级团总支`, 'general-branch', top) : undefined;
    if (year) units.push(year);
    for (let number = 1; number <= count; number += 1) {
      const code = `${top.code}-${entered}-${CLASS_NAME[crowd] === '初' && school.stage === 'senior' ? 'J' : ''}${String(number).padStart(2, '0')}`;
      units.push(
        unit(code, `${CLASS_NAME[crowd]}${entered}级${number}班团支部`, 'branch', year ?? top, {
          crowd: { pupils: crowd, entered },
          weight: CLASS_WEIGHT[crowd][yearsAgo] ?? 10,
        }),
      );
    }
  }
  if (school.teachers) units.push(unit(`${top.code}-T`, '教工团支部', 'branch', top, { crowd: { adults: 'office' }, weight: 7 }));
  return units;
};

const branches = (parent: Unit, letter: string, names: readonly string[], suffix: string): Unit[] =>
  names.map((name, index) =>
    unit(`${COUNTY.code}-${letter}${String(index + 1).padStart(2, '0')}`, `${name}${suffix}`, 'branch', parent, {
      crowd: { adults: 'office' },
      weight: 12,
    }),
  );

/** The county's tree, parents before children; the inspection office comes last and stands outside. `schoolYear`: the year in which the present one began. */
export const countyUnits = (schoolYear: number): Unit[] => {
  const county = unit(COUNTY.code, `共青团${COUNTY.name}委员会`, 'committee', undefined, { approves: true });
  const units: Unit[] = [county];
  for (const [code, name, places] of TOWNS) {
    const town = unit(code, `${name}团委`, 'committee', county, { approves: true });
    units.push(town);
    for (const place of places.split(' '))
      units.push(
        unit(code + place.slice(0, 3), `${placeName(place.slice(3))}团支部`, 'branch', town, {
          crowd: { adults: 'village' },
          weight: isCommunity(place) ? 26 : 17,
        }),
      );
  }
  const organs = unit(`${COUNTY.code}-G`, '县直机关团工委', 'work-committee', county, { approves: true });
  const firms = unit(`${COUNTY.code}-F`, '两新组织团工委', 'work-committee', county, { approves: true });
  const park = unit(`${COUNTY.code}-P`, '矿业园区团工委', 'work-committee', county, { approves: true });
  const hospital = unit(`${COUNTY.code}-H`, '县人民医院团总支', 'general-branch', organs);
  units.push(
    organs,
    ...branches(organs, 'G', OFFICES, '系统团支部'),
    hospital,
    ...branches(hospital, 'H', ['医疗', '护理', '医技'], '团支部'),
  );
  units.push(firms, ...branches(firms, 'F', FIRMS, '团支部'), park, ...branches(park, 'P', PARK, '车间团支部'));
  for (const school of SCHOOLS) units.push(...schoolUnits(county, school, schoolYear));
  return [...units, unit(`${COUNTY.code}-I`, '县团风团纪监督办公室', 'inspection-office', undefined, { inspects: county })];
};

/** The school year begins on 1 September. */
export const schoolYearOf = (today: string): number => Number(today.slice(0, 4)) - (today.slice(5) < '09-01' ? 1 : 0);

import type { Text } from '../../domain/case/step';
import { missingWord } from '../../domain/contract/tables';
import { procedureWord, RUSH_WORDS } from '../../domain/contract/words';
import type { CaseFinding, MissingPaper } from '../../domain/dossier/papers';
import { printed } from '../../domain/evidence/checkpoint';
import type { NumberFault } from '../../records/number-report';
import type { ReportLine } from '../../records/quota-report';
import { markedPage } from '../marked-pages';
import { escaped, footOf } from '../print/page';
import type { DossierOf } from './files';
import { STYLE } from './style';
import type { RushLine } from './tables';

export interface YearSums {
  readonly procedure: string;
  readonly year: number;
  readonly cases: number;
  readonly open: number;
  readonly ended: number;
  readonly papers: number;
  readonly missing: number;
  readonly findings: number;
}

interface OfCase {
  readonly case: string;
  readonly procedure: string;
}

export interface DossierSums {
  readonly years: readonly YearSums[];
  readonly missing: readonly (MissingPaper & OfCase)[];
  readonly findings: readonly (CaseFinding & OfCase)[];
  readonly rush: readonly RushLine[];
  readonly quota: readonly (ReportLine & { readonly year: number })[];
  readonly faults: readonly (NumberFault & { readonly year: number; readonly kind: string })[];
  readonly sample: readonly { readonly key: string; readonly case: string; readonly bundle: string }[];
}

/** Lines of a table on the page; all of them are in its file. */
const MOST = 300;

const both = (zh: string, en: string): string => `${escaped(zh)} <span lang="en">${escaped(en)}</span>`;
const wordOf = (word: Text | string): string => (typeof word === 'string' ? escaped(word) : both(word.zh, word.en));
const number = (value: number): string => `<td class="number">${value}</td>`;
const text = (value: string): string => `<td>${escaped(value)}</td>`;

type Heads = readonly (readonly [zh: string, en: string])[];

/** Cut at a length that a page can be printed with, and then it says where the rest is; of which nothing is made. */
const table = <T>(heads: Heads, lines: readonly T[], rowOf: (line: T) => string, file: string): string => {
  if (lines.length === 0) return `<p>${both('无', 'None')}</p>`;
  const head = heads.map((one) => `<th scope="col">${both(...one)}</th>`).join('');
  const rest =
    lines.length > MOST
      ? `<p>${both(`只列出前 ${MOST} 行, 共 ${lines.length} 行, 全部见`, `The first ${MOST} of ${lines.length} lines; all of them are in`)} <a href="${file}">${file}</a></p>`
      : '';
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${lines.slice(0, MOST).map(rowOf).join('\n')}</tbody></table></div>${rest}`;
};

const section = (id: string, zh: string, en: string, body: string): string =>
  `<section aria-labelledby="${id}"><h2 id="${id}">${both(zh, en)}</h2>${body}</section>`;

const years = (sums: readonly YearSums[]): string =>
  table(
    [
      ['年份', 'Year'],
      ['程序', 'Procedure'],
      ['案件', 'Cases'],
      ['办理中', 'Open'],
      ['已结束', 'Ended'],
      ['材料', 'Papers'],
      ['缺件', 'Missing'],
      ['线索', 'Findings'],
    ],
    sums,
    (one) =>
      `<tr><th scope="row">${one.year}</th><td>${wordOf(procedureWord(one.procedure))}</td>${[one.cases, one.open, one.ended, one.papers, one.missing, one.findings].map(number).join('')}</tr>`,
    'cases.csv',
  );

const sample = ({ seed, set, ids }: DossierOf, drawn: DossierSums['sample']): string => {
  const how = both(
    `种子“${seed}”, 从 ${ids.length} 件中抽出 ${drawn.length} 件。案件集合的摘要: ${set}。方法: 对 “tuanwu-sample/1”、种子、案件编号 (各占一行, 末尾不换行) 计算 SHA-256, 取值最小的若干件; 用 cases.csv 可以重新抽取。`,
    `Seed "${seed}": ${drawn.length} of ${ids.length} cases. Digest of the set: ${set}. Method: SHA-256 over "tuanwu-sample/1", the seed and the id of the case, each on a line of its own and none after the last; the smallest are drawn. Draw them again from cases.csv.`,
  );
  const rowOf = ({ key, case: id, bundle }: DossierSums['sample'][number]): string => {
    const file = bundle.startsWith('bundles/') ? `<a href="${escaped(bundle)}">${escaped(bundle)}</a>` : escaped(bundle);
    return `<tr>${text(id)}<td class="mono">${key}</td><td>${file}</td></tr>`;
  };
  return `<p>${how}</p>${table(
    [
      ['案件', 'Case'],
      ['抽样值', 'Key'],
      ['证据包', 'Bundle'],
    ],
    drawn,
    rowOf,
    'sample.csv',
  )}`;
};

const missing = (lines: DossierSums['missing']): string =>
  table(
    [
      ['案件', 'Case'],
      ['程序', 'Procedure'],
      ['缺件', 'Missing'],
    ],
    lines,
    ({ case: id, procedure, step, kind, why }) =>
      `<tr>${text(id)}<td>${wordOf(procedureWord(procedure))}</td><td>${wordOf(missingWord(procedure, step, kind, why))}</td></tr>`,
    'missing.csv',
  );

const findings = (lines: DossierSums['findings']): string =>
  table(
    [
      ['案件', 'Case'],
      ['日期', 'On'],
      ['事项', 'Act'],
      ['问题', 'Finding'],
      ['最迟应于', 'Due by'],
    ],
    lines,
    ({ case: id, on, act, code, due = '' }) => `<tr>${[id, on, act, code, due].map(text).join('')}</tr>`,
    'findings.csv',
  );

const rush = (lines: readonly RushLine[]): string =>
  table(
    [
      ['日期', 'On'],
      ['线索', 'Mark'],
      ['团组织', 'Unit'],
      ['数量', 'Count'],
    ],
    lines,
    ({ on, kind, unit, count }) => `<tr>${text(on)}<td>${wordOf(RUSH_WORDS[kind])}</td>${text(unit)}${number(count)}</tr>`,
    'rush.csv',
  );

const ledgers = ({ quota, faults }: DossierSums): string =>
  `${table(
    [
      ['年份', 'Year'],
      ['组织', 'Unit'],
      ['计划', 'Plan'],
      ['已下达', 'Handed down'],
      ['已预留', 'Reserved'],
      ['已使用', 'Used'],
      ['剩余', 'Left'],
      ['失效', 'Lapsed'],
    ],
    quota,
    (line) =>
      `<tr>${number(line.year)}${text(line.org.name)}${[line.plan, line.handed, line.reserved, line.used, line.left, line.freeLapsed].map(number).join('')}</tr>`,
    'quota.csv',
  )}<h3>${both('无法说明去向的编号', 'Numbers that nothing accounts for')}</h3>${table(
    [
      ['年份', 'Year'],
      ['种类', 'Kind'],
      ['编号', 'Number'],
      ['问题', 'Fault'],
    ],
    faults,
    ({ year, kind, number: one, fault }) => `<tr>${number(year)}${[kind, one, fault].map(text).join('')}</tr>`,
    'numbers.csv',
  )}`;

const FILES: readonly (readonly [name: string, zh: string, en: string])[] = [
  ['cases.csv', '全部案件: 状态、材料、缺件、线索', 'Every case: state, papers, what is missing, findings'],
  ['missing.csv', '缺件', 'Missing papers'],
  ['findings.csv', '问题线索', 'Findings'],
  ['rush.csv', '突击发展线索', 'Marks of rush admission'],
  ['quota.csv', '发展指标台账', 'Quota ledger'],
  ['number-ranges.csv', '号段台账', 'Ranges of numbers'],
  ['numbers.csv', '编号台账', 'Numbers'],
  ['sample.csv', '抽样', 'Sample'],
  ['checkpoint.txt', '日志检查点 (签名)', 'Signed checkpoint of the log'],
  ['log-keys.txt', '日志公钥, 请与另外得到的核对', 'Keys of the log: compare them with a copy that came by another way'],
  ['manifest.txt', '各文件的 SHA-256, 用 sha256sum -c 核对', 'SHA-256 of each file: sha256sum -c'],
];

/** The page that opens a dossier: no script, nothing from elsewhere, Chinese first with English beside it, A4. */
export function* indexPage(about: DossierOf, sums: DossierSums): Generator<string> {
  const { organisation, today, checkpoint, by, names } = about;
  const head = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escaped(`全程纪实 Dossier ${organisation.name} ${today}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${both('全程纪实', 'Dossier')}</h1>
<p>${both('单位', 'Organisation')}: ${escaped(organisation.name)}　${both('截至', 'As of')}: ${today}　${both('导出人', 'Exported by')}: ${escaped(by)}</p>
<p>${both(`仅供核查使用, 请按内部材料保管; ${names ? '含姓名' : '不含姓名'}。纪检机构专属的内容不在其中。`, `For the inspection only; keep it as an internal paper. ${names ? 'With names' : 'Without names'}. What only inspectors read is not in it.`)}</p>
`;
  yield markedPage(head, about.marks);
  yield section('years', '按年份和程序', 'By year and procedure', years(sums.years));
  yield section('sample', '抽样', 'Sample', sample(about, sums.sample));
  yield section('missing', '缺件', 'Missing papers', missing(sums.missing));
  yield section('findings', '问题线索', 'Findings', findings(sums.findings));
  yield section('rush', '突击发展线索', 'Marks of rush admission', rush(sums.rush));
  yield section('ledgers', '指标和编号', 'Quota and numbers', ledgers(sums));
  const check = both(
    '证据包可以脱机核验: node tuanwu-verify.mjs bundles/case-….ndjson --key (log-keys.txt 中的公钥) --held checkpoint.txt',
    'Bundles are checked offline: node tuanwu-verify.mjs bundles/case-....ndjson --key (the key in log-keys.txt) --held checkpoint.txt',
  );
  const list = FILES.map(([name, zh, en]) => `<li><a href="${name}">${name}</a> ${both(zh, en)}</li>`).join('\n');
  yield section('files', '文件', 'Files', `<ul>${list}</ul><p>${check}</p>`);
  yield `</main>\n${footOf(printed(checkpoint))}\n</body>\n</html>\n`;
}

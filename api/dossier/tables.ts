/** The tables of a dossier that no list of the API has. */
import type { RushKind } from '../../domain/audit/rush';
import { tableOf } from '../../domain/contract/table';
import { missingWord, QUOTA_COLUMNS } from '../../domain/contract/tables';
import { paperWord, procedureWord, RUSH_WORDS, STATUSES, stepWord, word } from '../../domain/contract/words';
import type { CaseFinding, MissingPaper } from '../../domain/dossier/papers';
import { citationOf } from '../../domain/procedures';
import type { NumberView, RangeView } from '../../records/number-report';
import type { ReportLine } from '../../records/quota-report';

interface OfCase {
  readonly case: string;
  readonly procedure: string;
}

export const missingTable = tableOf<OfCase & MissingPaper>({
  file: 'missing',
  title: { zh: '缺件', en: 'Missing papers' },
  columns: [
    ['案件', 'Case', (line) => line.case],
    ['程序', 'Procedure', (line) => procedureWord(line.procedure)],
    ['步骤', 'Step', (line) => (line.step === '' ? '' : stepWord(line.procedure, line.step))],
    ['材料', 'Paper', (line) => paperWord(line.kind)],
    ['情形', 'How', (line) => missingWord(line.procedure, '', line.kind, line.why)],
    ['序号', 'Number in the ledger', (line) => line.seq],
  ],
});

export const findingTable = tableOf<OfCase & CaseFinding>({
  file: 'findings',
  title: { zh: '问题线索', en: 'Findings' },
  columns: [
    ['案件', 'Case', (line) => line.case],
    ['程序', 'Procedure', (line) => procedureWord(line.procedure)],
    ['日期', 'On', (line) => line.on],
    ['事项', 'Act', (line) => line.act],
    ['问题', 'Finding', (line) => line.code],
    ['最迟应于', 'Due by', (line) => line.due],
    ['依据', 'Clause', (line) => (line.clause ? citationOf(line.clause) : '')],
    ['序号', 'Number in the ledger', (line) => line.seq],
  ],
});

export interface RushLine {
  readonly kind: RushKind;
  readonly on: string;
  readonly unit: string;
  readonly count: number;
  readonly of: number;
  readonly citation: string;
  readonly cases: readonly string[];
}

export const rushTable = tableOf<RushLine>({
  file: 'rush',
  title: { zh: '突击发展线索', en: 'Marks of rush admission' },
  columns: [
    ['线索', 'Mark', (line) => RUSH_WORDS[line.kind]],
    ['日期', 'On', (line) => line.on],
    ['团组织', 'Unit', (line) => line.unit],
    ['数量', 'Count', (line) => line.count],
    ['其中总数', 'Of', (line) => line.of],
    ['依据', 'Clause', (line) => line.citation],
    ['案件', 'Cases', (line) => line.cases],
  ],
});

export const quotaLedger = tableOf<ReportLine & { readonly year: number }>({
  file: 'quota',
  title: { zh: '发展指标台账', en: 'Quota ledger' },
  columns: [['年份', 'Year', (line) => line.year], ...QUOTA_COLUMNS],
});

interface OfYear {
  readonly year: number;
  readonly kind: string;
}

export const rangeLedger = tableOf<RangeView & OfYear>({
  file: 'number-ranges',
  title: { zh: '号段台账', en: 'Ranges of numbers' },
  columns: [
    ['年份', 'Year', (line) => line.year],
    ['种类', 'Kind', (line) => line.kind],
    ['组织', 'Unit', (line) => line.org.name],
    ['首号', 'First', (line) => line.first],
    ['末号', 'Last', (line) => line.last],
    ['剩余', 'Left', (line) => line.left],
    ['来源', 'Source', (line) => line.source],
  ],
});

export const numberLedger = tableOf<NumberView & OfYear>({
  file: 'numbers',
  title: { zh: '编号台账', en: 'Numbers' },
  columns: [
    ['年份', 'Year', (line) => line.year],
    ['种类', 'Kind', (line) => line.kind],
    ['编号', 'Number', (line) => line.number],
    ['状态', 'Status', (line) => word(STATUSES, line.status)],
    ['案件', 'Case', (line) => line.caseId],
    ['发出日', 'Issued on', (line) => line.on],
    ['作废日', 'Voided on', (line) => line.voidedOn],
    ['原因', 'Why', (line) => line.why],
  ],
});

export const sampleTable = tableOf<{ readonly key: string; readonly case: string; readonly bundle: string }>({
  file: 'sample',
  title: { zh: '抽样', en: 'Sample' },
  columns: [
    ['抽样值', 'Key', (line) => line.key],
    ['案件', 'Case', (line) => line.case],
    ['证据包', 'Bundle', (line) => line.bundle],
  ],
});

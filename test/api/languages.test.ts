import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { z } from 'zod';
import { LOCALE } from '../../api/validation';
import { actsOf } from '../../domain/case/acts';
import type { Route } from '../../domain/contract/route';
import { english } from '../../domain/english';
import { residentId } from '../../domain/people/resident-id';
import { procedureOf } from '../../domain/procedures';

const root = join(__dirname, '..', '..');
const CHINESE = /[\u4e00-\u9fff]/;

/** Every route of the contract: what `domain/contract/*` exports as `...Routes`. */
const routes: readonly Route[] = readdirSync(join(root, 'domain/contract'))
  .map((name) => require(join(root, 'domain/contract', name)) as Record<string, unknown>)
  .flatMap((exported) => Object.entries(exported).flatMap(([name, value]) => (name.endsWith('Routes') ? (value as Route[]) : [])));

interface Literal {
  readonly file: string;
  readonly node: ts.Expression;
}

const parsed = (folders: readonly string[]): ts.SourceFile[] =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name))
      .map((file) => ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true)),
  );

const within = (node: ts.Node, visit: (node: ts.Node) => void): void => {
  visit(node);
  ts.forEachChild(node, (child) => within(child, visit));
};

/** Strings in it, with a figure in the place of whatever is computed. */
const strings = (node: ts.Node): string[] => {
  const found: string[] = [];
  within(node, (one) => {
    if (ts.isStringLiteral(one) || ts.isNoSubstitutionTemplateLiteral(one)) found.push(one.text);
    if (ts.isTemplateExpression(one)) found.push(one.head.text + one.templateSpans.map((span) => `7${span.literal.text}`).join(''));
  });
  return found;
};

/** What schemas and their helpers say: `error:` and `message:`, and what a function of faults or weaknesses returns. */
const sentencesOf = (file: ts.SourceFile): string[] => {
  const found: string[] = [];
  within(file, (node) => {
    if (ts.isPropertyAssignment(node) && ['error', 'message'].includes(node.name.getText())) found.push(...strings(node.initializer));
    if (ts.isVariableDeclaration(node) && ['message', 'TEXTS'].includes(node.name.getText()) && node.initializer)
      found.push(...strings(node.initializer));
    if (ts.isFunctionDeclaration(node) && ['faultOf', 'weakness'].includes(node.name?.text ?? ''))
      within(node, (inner) => {
        if (ts.isReturnStatement(inner) && inner.expression) found.push(...strings(inner.expression));
      });
    if (ts.isCallExpression(node) && /(^issue|\.(regex|min|max|length|refine))$/.test(node.expression.getText()) && node.arguments[1])
      found.push(...strings(node.arguments[1]));
  });
  return found.filter((text) => CHINESE.test(text));
};

/** Schemas inside a schema, however they are wrapped. */
const partsOf = (schema: z.ZodType, seen = new Set<z.ZodType>()): z.ZodType[] => {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const def = schema._zod.def as unknown as Record<string, unknown>;
  const inner = ['innerType', 'element', 'in', 'out', 'valueType', 'keyType'].flatMap((key) => (def[key] ? [def[key] as z.ZodType] : []));
  const shape = def.shape ? Object.values(def.shape as Record<string, z.ZodType>) : [];
  const options = Array.isArray(def.options) ? (def.options as z.ZodType[]) : [];
  // What a transform takes is what its first half lets through.
  if (def.type === 'transform') return [];
  return [schema, ...[...inner, ...shape, ...options].flatMap((one) => partsOf(one, seen))];
};

const WRONG: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  1e9,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  'x',
  '中',
  'X'.repeat(20_000),
  '2026-02-30',
  '2026-13-01',
  '1800-01-01',
  '12345678',
  '1'.repeat(18),
  '110101202705040027',
  '张..三',
  '张3',
  '張\u200b',
  [],
  [undefined],
  Array.from({ length: 600 }, () => ''),
  {},
  { odd: 1 },
  '2026-05-08T09:00',
  '9999-99-99T99:99Z',
];

describe('a reader of English reads English, a reader of Chinese Chinese', () => {
  const schemas = [
    ...routes.flatMap((route) =>
      (['body', 'query', 'params'] as const).flatMap((part): [string, z.ZodType][] => {
        const schema = route[part];
        return schema ? [[`${route.operationId} ${part}`, schema]] : [];
      }),
    ),
    ...['admission', 'notice', 'meeting', 'session', 'ceremony'].flatMap((name) =>
      actsOf(procedureOf(name)).map((act) => [`${name} ${act.kind}`, act.body as z.ZodType] as const),
    ),
    ['identity number', residentId('2026-01-01')] as const,
  ];

  it('whatever a schema says', () => {
    const [inEnglish, inChinese] = [new Set<string>(), new Set<string>()];
    for (const [where, schema] of schemas)
      for (const part of partsOf(schema))
        for (const wrong of WRONG) {
          for (const issue of part.safeParse(wrong, { error: LOCALE.en }).error?.issues ?? [])
            if (CHINESE.test(english(issue.message))) inEnglish.add(`${where}: ${issue.message}`);
          for (const issue of part.safeParse(wrong, { error: LOCALE.zh }).error?.issues ?? [])
            if (!CHINESE.test(issue.message)) inChinese.add(`${where}: ${issue.message}`);
        }
    expect([...inEnglish]).toEqual([]);
    expect([...inChinese]).toEqual([]);
    expect(schemas.length).toBeGreaterThan(120);
  });

  it('whatever a schema could say: every sentence in the source has its English', () => {
    const sentences = parsed(['domain', 'api']).flatMap((file) => sentencesOf(file).map((text) => `${file.fileName}: ${text}`));
    expect(sentences.length).toBeGreaterThan(90);
    expect(sentences.filter((line) => CHINESE.test(english(line.slice(line.indexOf(': ') + 2))))).toEqual([]);
  });

  it('whatever a refusal says: every call gives Chinese first and English after', () => {
    const odd: string[] = [];
    let calls = 0;
    const check = ({ file, node }: Literal, wanted: boolean): void => {
      for (const text of strings(node)) {
        // What is computed may be either; a code or a sign is neither.
        if (!/\p{L}{2}/u.test(text) || /^[A-Z]+ \/\S+$/.test(text)) continue;
        if (CHINESE.test(text) !== wanted && (!wanted || / /.test(text))) odd.push(`${file}: ${text}`);
      }
    };
    for (const source of parsed(['domain', 'records', 'dispatch', 'api', 'workflows']))
      within(source, (node) => {
        if (!ts.isCallExpression(node)) return;
        const name = node.expression.getText();
        const from = { refuse: 1, plain: 1, badField: 1, notFound: 0, forbidden: 0, unavailable: 0 }[name];
        const [zh, en, remedy] = from === undefined ? [] : node.arguments.slice(from);
        if (!zh || !en || !(ts.isStringLiteralLike(zh) || ts.isTemplateExpression(zh))) return;
        calls += 1;
        check({ file: source.fileName, node: zh }, true);
        check({ file: source.fileName, node: en }, false);
        if (remedy && ts.isArrayLiteralExpression(remedy))
          for (const [index, element] of remedy.elements.entries()) check({ file: source.fileName, node: element }, index === 0);
      });
    expect(calls).toBeGreaterThan(150);
    expect(odd).toEqual([]);
  });

  it('with its figures in their places', () => {
    expect(english('年度应为 2000 至 2200 的整数')).toBe('Must be a whole number from 2000 to 2200');
    expect(english('2027年2月没有29日，请核对日期')).toBe('Month 2 of 2027 has no day 29: check the date');
    expect(english('no sentence of ours')).toBe('no sentence of ours');
  });
});

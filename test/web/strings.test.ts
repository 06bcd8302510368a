import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROLES } from '../../domain/authority/who';
import { actsOf } from '../../domain/case/acts';
import { SEATS } from '../../domain/case/step';
import { SESSION_KINDS } from '../../domain/occasions/session';
import { overlays, packs, procedures } from '../../domain/procedures';
import { en } from '../../web/src/i18n/en';
import { zh } from '../../web/src/i18n/zh';
import { PAPER_KINDS } from '../../web/src/ui/act/paper-kinds';
import { placesOf } from '../../web/src/ui/nav';

type Tree = { readonly [key: string]: string | Tree };
const keysOf = (tree: Tree, at = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [`${at}${key}`] : keysOf(value, `${at}${key}.`)));
const textAt = (tree: Tree, key: string): string => {
  const found = key.split('.').reduce<string | Tree | undefined>((now, part) => (typeof now === 'object' ? now[part] : undefined), tree);
  return typeof found === 'string' ? found : '';
};
const namesIn = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

const WEB = join(__dirname, '..', '..', 'web', 'src');
const sources = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('i18n'))
  .map((file) => readFileSync(join(WEB, file), 'utf8'));

const DOMAIN = join(__dirname, '..', '..', 'domain');
const askedByRules = (): string[] =>
  readdirSync(DOMAIN, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(join(DOMAIN, file), 'utf8').matchAll(/\bpaperMissing\([^,()]+,\s*'([a-z-]+)'/g)])
    .map(([, kind]) => kind ?? '');

interface Schema {
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly string[];
}
const fieldsOf = (schema: Schema): [string, Schema][] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    [name, field] as [string, Schema],
    ...fieldsOf(field),
    ...fieldsOf(field.items ?? {}),
  ]);

describe('the words of the portal', () => {
  const keys = keysOf(zh as unknown as Tree);

  it('are in both languages, with the same gaps to fill', () => {
    expect(keysOf(en as unknown as Tree).sort()).toEqual([...keys].sort());
    const uneven = keys.filter(
      (key) => namesIn(textAt(zh as unknown as Tree, key)).join() !== namesIn(textAt(en as unknown as Tree, key)).join(),
    );
    expect(uneven).toEqual([]);
  });

  it('exist wherever a page asks for them', () => {
    const asked = sources.flatMap((text) => [...text.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map(([, key]) => key ?? ''));
    expect(asked.length).toBeGreaterThan(200);
    expect([...new Set(asked)].filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('name and explain every place that somebody finds on his home', () => {
    const places = ROLES.flatMap((role) => placesOf({ holdings: [{ role }], person: { league: 'member' } } as never));
    expect(places.length).toBeGreaterThan(100);
    const words = [...placesOf(null), ...places].map(({ name }) => `nav.${name}`);
    const told = places.filter(({ href }) => href !== '/').map(({ name }) => `office.${name}`);
    expect([...new Set([...words, ...told])].filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('name every field that an act asks for, every value, every paper, seat and role', () => {
    const missing: string[] = [];
    const need = (group: string, name: string) => keys.includes(`${group}.${name}`) || missing.push(`${group}.${name}`);
    for (const procedure of Object.values(procedures)) {
      if (!keys.includes(`procedure.${procedure.name}`)) missing.push(`procedure.${procedure.name}`);
      for (const act of actsOf(procedure).filter(({ via, kind }) => via.includes('person') && !/^adopt/.test(kind))) {
        const schema = z.toJSONSchema(act.body, { unrepresentable: 'any', io: 'input' }) as Schema;
        for (const [name, field] of fieldsOf(schema)) {
          // The identity of a row is never shown; an id that names a person is.
          if (name !== 'id' || field.format === 'uuid') need('field', name);
          for (const value of field.enum ?? []) if (name !== 'scope') need('value', value);
          if (name === 'scope') for (const value of field.enum ?? []) need('scope', value);
        }
      }
    }
    for (const step of Object.values(packs).flatMap((pack) => pack.steps))
      for (const kind of Object.values(step.papers).flat()) {
        need('paper', kind);
        if (!PAPER_KINDS.includes(kind)) missing.push(`PAPER_KINDS ${kind}`);
      }
    // Papers that an act asks for by itself stand in no table.
    expect(askedByRules().length).toBeGreaterThan(5);
    for (const kind of askedByRules()) if (!PAPER_KINDS.includes(kind)) missing.push(`PAPER_KINDS ${kind}`);
    for (const { unit, value } of Object.values(packs).flatMap(({ figures }) => Object.values(figures)))
      if (unit === 'choice') need('lawChoice', typeof value === 'string' ? value : '');
    for (const { step } of Object.values(overlays).flatMap(({ insert }) => insert)) need('side', step.id);
    for (const { name, subject } of Object.values(procedures)) if (subject === 'occasion') need('ongoing', name);
    for (const kind of PAPER_KINDS) need('paper', kind);
    for (const seat of SEATS) need('seat', seat);
    for (const role of ROLES) need('role', role);
    for (const kind of Object.keys(SESSION_KINDS)) need('sessionKind', kind);
    // What the page of quota and a case that waits make their keys of.
    for (const name of ['number', 'who', 'unit', 'placesOf', 'since', 'now', 'none', 'turn', 'others']) need('placeQueue', name);
    need('message', 'places-free');
    expect(missing).toEqual([]);
  });
});

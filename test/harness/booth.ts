import { randomUUID } from 'node:crypto';
import { drawRight, type Right } from '../../ballot-client/remote';
import { paperBytes, sealPaper } from '../../ballot-client/seal';
import type { Answer, Http } from './http';

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
export const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64url');

/** Each key by its role: three of them. */
export type Holders = Readonly<Partial<Record<'inspector' | 'scrutineer' | 'second-scrutineer' | 'envelope', string>>>;

export type Marks = Readonly<Record<string, string>>;

/** One booth over HTTP, as its keeper, its key holders and its voters use it. What is left out is lawful. */
export const boothDesk = (http: Http, keeper: string, holders: Holders) => {
  const post = (who: string | undefined, id: string, path: string, body?: unknown): Promise<Answer> =>
    http.post(who, `/api/booths/${id}/${path}`, body);
  const must = async (answer: Promise<Answer>): Promise<Answer> => {
    const { status, body, headers } = await answer;
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
    return { status, body, headers };
  };

  const draft = (occasion: string, over: Record<string, unknown> = {}): Promise<Answer> =>
    http.post(keeper, '/api/booths', {
      occasion,
      item: randomUUID(),
      form: { kind: 'vote', title: '表决票', candidates: [{ id: 'c1', label: '艾力' }] },
      holders: Object.entries(holders).map(([role, holder]) => ({ role, holder })),
      ...over,
    });
  const keys = async (id: string): Promise<Record<string, string>> => {
    const taken: Record<string, string> = {};
    for (const [role, holder] of Object.entries(holders)) taken[role] = (await must(post(holder, id, 'key', {}))).body.privateKey;
    return taken;
  };
  const codes = async (id: string): Promise<string[]> =>
    [...String((await must(post(keeper, id, 'sheet'))).body).matchAll(/class="code">([0-9A-Z-]+)</g)].map(([, code]) => code ?? '');
  /** One that is drafted: keys taken, codes printed, open; handed out to everybody. */
  const handOut = async (id: string) => {
    const [held, slips] = [await keys(id), await codes(id)];
    await must(post(keeper, id, 'open'));
    await must(post(keeper, id, 'handed', { handed: slips.length }));
    return { id, held, codes: slips };
  };
  const inRoom = async (occasion: string, over: Record<string, unknown> = {}) =>
    handOut((await must(draft(occasion, over))).body.id as string);

  const sealedFor = async (id: string, marks: Marks, names: readonly string[] = []): Promise<string> => {
    const { body } = await http.get(undefined, `/api/public/booths/${id}`);
    return base64(await sealPaper(id, body.keys.map(bytesOf), paperBytes(marks, names, body.size)));
  };
  const castSealed = (id: string, right: unknown, sealed: string): Promise<Answer> =>
    http.post(undefined, `/api/public/booths/${id}/ballots`, { right, sealed });
  const cast = async (id: string, code: string, marks: Marks, names: readonly string[] = []): Promise<Answer> =>
    castSealed(id, { code }, await sealedFor(id, marks, names));

  const draw = async (id: string, voter: string): Promise<Right> => {
    const { drawKey } = (await must(http.get(voter, `/api/booths/${id}`))).body;
    const drawing = await drawRight(id, bytesOf(drawKey));
    const { body } = await must(post(voter, id, 'rights', { blinded: base64(drawing.blinded) }));
    return drawing.finish(bytesOf(body.signature));
  };
  const rightOf = ({ message, signature }: Right) => ({ message: base64(message), signature: base64(signature) });

  const close = (id: string): Promise<Answer> => post(keeper, id, 'close');
  const tally = (id: string, held: Record<string, string>, roles = ['inspector', 'envelope'], byHand?: unknown): Promise<Answer> =>
    post(keeper, id, 'tally', { keys: roles.map((role) => ({ role, key: held[role] })), ...(byHand ? { byHand } : {}) });

  return { post, must, draft, keys, codes, handOut, inRoom, sealedFor, castSealed, cast, draw, rightOf, close, tally };
};

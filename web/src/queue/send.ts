import { ApiProblem, call } from '../api/client';
import { type QueuedAct, requestOf } from './act';

export type Sent =
  | { readonly how: 'done'; readonly seq: number; readonly result: string }
  /** Decided against it, or it rests on what is no more. */
  | { readonly how: 'refused'; readonly problem: ApiProblem }
  /** Not decided: the line broke, the server is busy, the session has ended. */
  | { readonly how: 'away' | 'session' | 'other'; readonly problem: ApiProblem };

const howOf = (problem: ApiProblem): Sent['how'] => {
  if (problem.problem.code === 'other-person') return 'other';
  if (problem.status === 401 || problem.problem.code === 'step-up-required') return 'session';
  return problem.decided ? 'refused' : 'away';
};

/** Sends one act with its papers, each under its own key; `note` is told whatever must not be forgotten on the way. */
export const sendAct = async (act: QueuedAct, note: (change: Partial<QueuedAct>) => Promise<QueuedAct>): Promise<Sent> => {
  try {
    let now = act;
    for (const [index, paper] of act.papers.entries()) {
      if (paper.id) continue;
      const id = await enter(paper);
      now = await note({ papers: now.papers.map((one, at) => (at === index ? { ...one, id } : one)) });
    }
    now = await note({ tried: true });
    const { opening, place, key } = now;
    if (opening) {
      const opened = await call('openOccasion', { body: { ...opening, act: requestOf(now) } }, { key });
      return { how: 'done', seq: opened.seq, result: opened.id };
    }
    const { seq } = await call('commandCase', { params: { id: place }, body: requestOf(now) }, { key });
    return { how: 'done', seq, result: place };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return { how: howOf(error), problem: error } as Sent;
  }
};

const enter = async ({ kind, text, file, key }: QueuedAct['papers'][number]): Promise<string> => {
  if (!file) return (await call('writePaper', { body: { kind, text } }, { key })).id;
  const form = new FormData();
  form.set('kind', kind);
  form.set('title', file.name.slice(0, 100));
  form.set('file', file);
  return (await call('uploadPaper', {}, { form, key })).id;
};

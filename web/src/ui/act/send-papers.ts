import type { Options } from '../../api/client';
import type { Answer, Ask, Operation } from '../../api/contract';
import type { DraftPaper } from './papers';

export type Step = <Op extends Operation>(operation: Op, ask: Ask<Op>, options?: Options & { name?: string }) => Promise<Answer<Op>>;

/** Enters each paper that holds something and gives their ids; repeated after a broken line, none is entered twice. */
export const sendPapers = async (step: Step, papers: readonly DraftPaper[]): Promise<string[]> => {
  const ids: string[] = [];
  for (const { kind, text, file } of papers) {
    if (file) {
      const form = new FormData();
      form.set('kind', kind);
      form.set('title', file.name.slice(0, 100));
      form.set('file', file);
      ids.push((await step('uploadPaper', {}, { form, name: `${kind} ${file.name} ${file.size} ${file.lastModified}` })).id);
    } else if (text.trim() !== '') ids.push((await step('writePaper', { body: { kind, text } })).id);
  }
  return ids;
};

import { useState } from 'react';
import type { DraftPaper } from './papers';

export interface DraftedTexts {
  readonly texts: Readonly<Record<string, string>>;
}

const filesIn = (papers: readonly DraftPaper[]): Readonly<Record<string, File>> =>
  Object.fromEntries(papers.flatMap(({ kind, file }) => (file ? [[kind, file]] : [])));

export const textsIn = (papers: readonly DraftPaper[]): Readonly<Record<string, string>> =>
  Object.fromEntries(papers.map(({ kind, text }) => [kind, text]));

/** Papers of a form that keeps a draft: of each the text; a file stays in the page. `before`: those that came back for correction. */
export const useDraftedPapers = (
  { value, change }: { readonly value: DraftedTexts; readonly change: (next: DraftedTexts) => void },
  before: readonly DraftPaper[] = [],
) => {
  const [files, setFiles] = useState(() => filesIn(before));
  const kinds = [...new Set([...Object.keys(value.texts), ...Object.keys(files)])];
  const papers: Readonly<Record<string, DraftPaper>> = Object.fromEntries(
    kinds.map((kind) => [kind, { kind, text: value.texts[kind] ?? '', ...(files[kind] ? { file: files[kind] } : {}) }]),
  );
  const setPapers = (next: Readonly<Record<string, DraftPaper>>): void => {
    setFiles(filesIn(Object.values(next)));
    change({ texts: textsIn(Object.values(next)) });
  };
  return [papers, setPapers] as const;
};

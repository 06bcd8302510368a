/** Points of one entrant by each examiner, in hundredths of a point: integers only. */
export interface Sheet {
  readonly part: 'paper' | 'interview';
  readonly examiner: string;
  readonly points: Readonly<Record<string, number>>;
}

/** How the competition decides, laid down in its notice before anybody enters. */
export interface CompetitionLaw {
  /** Weight of the paper in percent; the interview has the rest. */
  readonly paperWeight: number;
  /** Below it an entrant is not ranked, hundredths of a point of the weighted total; 0 for none. */
  readonly passMark: number;
  /** Who goes before whom with equal totals. `both`: nobody, the place is shared and the shortlist grows. */
  readonly tieRule: 'interview-first' | 'paper-first' | 'both';
  readonly shortlist: number;
}

export interface Ranked {
  readonly entry: string;
  /** Sums over the examiners, each part. */
  readonly paper: number;
  readonly interview: number;
  /** Weighted, times 100 times the examiners of each part: compared, never divided. */
  readonly total: number;
  readonly rank: number;
}

const sum = (sheets: readonly Sheet[], part: Sheet['part'], entry: string): number =>
  sheets.filter((sheet) => sheet.part === part).reduce((points, sheet) => points + (sheet.points[entry] ?? 0), 0);

/** Everybody who reached the mark, best first; equals share a rank unless the tie rule, fixed before, parts them. */
export const ranking = (entries: readonly string[], sheets: readonly Sheet[], law: CompetitionLaw): Ranked[] => {
  const [papers, interviews] = (['paper', 'interview'] as const).map((part) => sheets.filter((sheet) => sheet.part === part).length) as [
    number,
    number,
  ];
  const scored = entries.map((entry) => {
    const [paper, interview] = [sum(sheets, 'paper', entry), sum(sheets, 'interview', entry)];
    return { entry, paper, interview, total: paper * law.paperWeight * interviews + interview * (100 - law.paperWeight) * papers };
  });
  const reached = scored.filter(({ total }) => total >= law.passMark * 100 * papers * interviews);
  const before = (a: (typeof scored)[number], b: (typeof scored)[number]): number =>
    b.total - a.total ||
    (law.tieRule === 'interview-first' ? b.interview - a.interview : law.tieRule === 'paper-first' ? b.paper - a.paper : 0);
  const ordered = [...reached].sort((a, b) => before(a, b) || (a.entry < b.entry ? -1 : 1));
  return ordered.map((one) => ({ ...one, rank: 1 + ordered.filter((other) => before(other, one) < 0).length }));
};

/** Who is on the shortlist: everybody whose rank lies within it; equals that no rule parts are all on it. */
export const shortlisted = (ranked: readonly Ranked[], law: CompetitionLaw): string[] =>
  ranked.filter(({ rank }) => rank <= law.shortlist).map(({ entry }) => entry);

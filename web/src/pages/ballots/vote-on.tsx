import { lazy, Suspense } from 'react';
import type { BallotRule } from '../../../../domain/ballots/majority';
import { onPaper, paperTitle } from '../branch/agenda';
import type { KnownOccasion } from '../branch/known-here';
import { Ballot } from '../branch/meeting-ballot';
import type { Roll } from '../branch/meeting-desk';
import { BoothBeside, DraftBooth, NotNow } from './booth-beside';
import { useItem } from './use-item';

const RecordItem = lazy(async () => ({ default: (await import('./record-item').catch(() => undefined))?.RecordItem ?? NotNow }));

/** Chinese on the paper in every language of the portal: it is a paper of the meeting. */
const TITLES: Readonly<Record<string, string>> = {
  branch: '接收新团员表决票',
  approval: '接收新团员审批表决票',
  recommendation: '推荐优秀团员表决票',
};

interface Props {
  readonly occasion: KnownOccasion;
  readonly roll: Roll;
  readonly entry: KnownOccasion['entries'][number];
  readonly law: BallotRule;
  /** Day of the vote, where it is not today. */
  readonly day: string | undefined;
}

/** One candidate before the meeting: by paper, counted here, or by a booth, which then says all counts by itself. */
export function VoteOn({ occasion, roll, entry, law, day }: Props) {
  const { on, before, gone, setGone, name } = useItem(occasion, entry);
  return (
    <>
      {!on.booth && (
        <Ballot occasion={occasion} roll={roll} entry={entry} law={law} before={before} gone={gone} onGone={setGone} day={day} />
      )}
      <BoothBeside
        on={on}
        name={name}
        inspectorsOf={entry.case}
        record={(booth) => (
          <Suspense fallback={null}>
            <RecordItem occasion={occasion} booth={booth} roll={roll} day={day} />
          </Suspense>
        )}
        draft={
          <DraftBooth
            occasion={occasion.id}
            inspectorsOf={entry.case}
            roll={roll}
            gone={gone}
            onGone={setGone}
            remote={occasion.detail.remoteBallot === true}
            paper={{
              item: entry.case,
              form: {
                kind: 'vote',
                title: paperTitle(entry, TITLES[occasion.kind] ?? '表决票'),
                candidates: [{ id: entry.case, label: onPaper(entry) }],
              },
            }}
          />
        }
      />
    </>
  );
}

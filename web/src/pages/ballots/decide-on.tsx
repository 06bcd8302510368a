import type { BallotRule } from '../../../../domain/ballots/majority';
import { onPaper, paperTitle } from '../branch/agenda';
import type { DecisionRoll } from '../branch/decision-desk';
import { Statements } from '../branch/decision-statements';
import type { KnownOccasion } from '../branch/known-here';
import { BoothBeside, DraftBooth } from './booth-beside';
import { useItem } from './use-item';

interface Props {
  readonly occasion: KnownOccasion;
  readonly roll: DecisionRoll;
  readonly entry: KnownOccasion['entries'][number];
  readonly law: BallotRule;
  /** Day of the decision, where it is not today. */
  readonly day: string | undefined;
}

/** One candidate before the decision meeting: everybody speaks, and where they then vote in secret, the count goes in with the statements. */
export function DecideOn({ occasion, roll, entry, law, day }: Props) {
  const { on, before, gone, setGone, name } = useItem(occasion, entry);
  const statements = (
    <Statements
      key="statements"
      occasion={occasion}
      roll={roll}
      entry={entry}
      law={law}
      before={before}
      gone={gone}
      onGone={setGone}
      booth={on.booth}
      day={day}
    />
  );
  const booth = (
    <BoothBeside
      key="booth"
      on={on}
      name={name}
      inspectorsOf={entry.case}
      record={() => null}
      draft={
        <DraftBooth
          occasion={occasion.id}
          inspectorsOf={entry.case}
          roll={roll}
          gone={gone}
          onGone={setGone}
          remote={false}
          paper={{
            item: entry.case,
            form: { kind: 'decision', title: paperTitle(entry, '讨论决定表决票'), candidates: [{ id: entry.case, label: onPaper(entry) }] },
          }}
        />
      }
    />
  );
  // What was said stays as it was typed while the booth goes above it: the record is its last step.
  return <>{on.booth ? [booth, statements] : [statements, booth]}</>;
}

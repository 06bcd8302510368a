import { useTranslation } from 'react-i18next';
import { type BallotRule, tally } from '../../../../domain/ballots/majority';
import { votesOn } from '../../../../domain/ballots/papers';
import { fewest, hasQuorum } from '../../../../domain/ballots/quorum';
import { useRead } from '../../api/queries';
import type { Booth } from '../ballots/booth-desk';
import type { DecisionRoll } from './decision-desk';

export const SAYS = ['agree', 'disagree', 'defer'] as const;
export type Says = (typeof SAYS)[number];

interface Props {
  readonly roll: DecisionRoll;
  readonly speakers: readonly string[];
  readonly says: Readonly<Record<string, Says>>;
  readonly law: BallotRule;
  readonly booth: Booth | undefined;
}

/** What it comes to, as the case will reckon it. */
const Outcome = ({ counts, law }: { readonly counts: Parameters<typeof tally>[0]; readonly law: BallotRule }) => {
  const { t } = useTranslation();
  const result = tally(counts, law);
  if ('code' in result) return null;
  return (
    <span className={`tag ${result.result === 'passed' ? 'good' : 'warn'}`}>
      {t(`decision.${result.result}`, { votes: result.votesFor, needed: result.needed })}
    </span>
  );
};

/** Quorum and majority as they stand while members speak; of a vote by booth, once the box is counted. */
export function Standing({ roll, speakers, says, law, booth }: Props) {
  const { t } = useTranslation();
  const count = (what: Says): number => speakers.filter((id) => says[id] === what).length;
  const [entitled, present] = [roll.entitled.length, speakers.length];
  const enough = hasQuorum({ entitled, present }, law.quorum);
  const said = count('agree') + count('disagree') + count('defer');
  const stated = { entitled, present, for: count('agree'), against: count('disagree'), abstain: 0, defer: count('defer') };
  return (
    <>
      <p className={`note ${enough ? 'good' : 'warn'}`} role="status">
        {t(enough ? 'decision.quorum' : 'decision.noQuorum', { entitled, present, needed: fewest(entitled, law.quorum) })}
      </p>
      {said > 0 && (
        <p className="row" role="status">
          {booth && t('decision.stated')}
          {SAYS.map((what) => (
            <span key={what} className="tag">
              {t(`value.${what}`)} {count(what)}
            </span>
          ))}
          {!booth && said === present && <Outcome counts={stated} law={law} />}
        </p>
      )}
      {booth?.status === 'tallied' && <Counted booth={booth} here={{ entitled, present }} law={law} />}
    </>
  );
}

function Counted({ booth, here, law }: { booth: Booth; here: { entitled: number; present: number }; law: BallotRule }) {
  const { t } = useTranslation();
  const found = useRead('recountBooth', { params: { id: booth.id } });
  if (!found.data) return null;
  const { form, proof } = found.data;
  const votes = votesOn(form as Parameters<typeof votesOn>[0], { ...proof, others: [] }, booth.item);
  if (!votes) return null;
  return (
    <p className="row" role="status">
      {t('decision.inSecret')}
      <Outcome counts={{ ...here, ...votes, issued: proof.issued, returned: proof.returned }} law={law} />
    </p>
  );
}

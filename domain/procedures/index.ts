import { ballotClauses } from '../ballots/clauses';
import type { Procedure } from '../case/procedure';
import { cite } from '../law/clause';
import type { Overlay, Pack } from '../law/pack';
import { admissionPack } from '../law/packs/admission';
import { annulmentPack } from '../law/packs/annulment';
import { auditPack } from '../law/packs/audit';
import { candidacyPack, selectionPack } from '../law/packs/cadre';
import { electionPack } from '../law/packs/election';
import { investigationPack } from '../law/packs/investigation';
import { occasionPacks } from '../law/packs/occasions';
import { schoolOverlay } from '../law/packs/overlay-school';
import { partyRecommendationPack } from '../law/packs/party-recommendation';
import { ceremony } from '../occasions/ceremony';
import { decision } from '../occasions/decision';
import { meeting } from '../occasions/meeting';
import { notice } from '../occasions/notice';
import { session } from '../occasions/session';
import { admission } from './admission';
import { annulment } from './annulment';
import { candidacy } from './candidacy';
import { election } from './election';
import { investigation } from './investigation';
import { partyRecommendation } from './party-recommendation';
import { selection } from './selection';

/** Everything the runner can run. A new procedure is one more line here. */
export const procedures: Readonly<Record<string, Procedure>> = Object.fromEntries(
  [
    admission,
    selection,
    candidacy,
    investigation,
    election,
    partyRecommendation,
    annulment,
    notice,
    meeting,
    decision,
    session,
    ceremony,
  ].map((procedure) => [procedure.name, procedure as unknown as Procedure]),
);

export const procedureOf = (name: string): Procedure => {
  const found = procedures[name];
  if (!found) throw new Error(`there is no procedure ${name}`);
  return found;
};

export const packs: Readonly<Record<string, Pack>> = {
  admission: admissionPack,
  selection: selectionPack,
  candidacy: candidacyPack,
  election: electionPack,
  'party-recommendation': partyRecommendationPack,
  investigation: investigationPack,
  annulment: annulmentPack,
  ...occasionPacks,
};
export const overlays: Readonly<Record<string, Overlay>> = { [schoolOverlay.id]: schoolOverlay };

const clauses = new Map(
  [...[...Object.values(packs), ...Object.values(overlays), auditPack].flatMap((law) => law.clauses), ...ballotClauses].map((clause) => [
    clause.id,
    clause,
  ]),
);

/** A clause as people read it, by its id in a refusal; undefined for an id that no law here gives. */
export const citationOf = (id: string): string | undefined => {
  const clause = clauses.get(id);
  return clause ? `${cite(clause)}: ${clause.gist}` : undefined;
};

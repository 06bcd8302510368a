import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities';
import { dayOf } from '../domain/calendar/day';
import type { Command } from '../domain/case/command';
import type { Fact, FactDraft } from '../domain/case/fact';
import { factOf, fold, lawOf, remember } from '../domain/case/fold';
import { momentsOf } from '../domain/case/moments';
import { trustedKeys } from '../domain/case/signers';
import type { Statute } from '../domain/law/statute';
import { procedureOf } from '../domain/procedures';
import { REFUSED, type RunInput, snapshot, submit } from './messages';
import { objectionTo } from './validator';

/**
 * Recording and speaking to the world are tried for ever: a decision is never given up because a server is down. The next try is never far, so that
 * nothing waits long once the server is back.
 */
const retry = { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '20 seconds' } as const;

/** A worker that dies at it is noticed by the timeout: of the whole for a transaction, of a heartbeat for a round of tellings. */
const { record } = proxyActivities<Activities>({ startToCloseTimeout: '20 seconds', retry });
const { perform } = proxyActivities<Activities>({ startToCloseTimeout: '5 minutes', heartbeatTimeout: '20 seconds', retry });

/** Facts recorded in one activity, in characters: far below Temporal's limit of 2 MB for an input, which would end the run. */
const BATCH_SIZE = 200_000;

/** Long before Temporal's own limit of 51,200 events and 2,000 Updates a run. */
const HISTORY_LIMIT = 1000;

/**
 * Runs one procedure for one case or occasion, from its opening to its end: accepts commands, lets the clock speak, asks the world, records what it
 * brings forth itself. Which procedure it is, only the input says.
 */
export async function procedureRun(input: RunInput): Promise<{ seq: number; how: string }> {
  const procedure = procedureOf(input.state.procedure);
  let { state, statute } = input;
  /** Born of commands: their senders record them; recorded here only before this run ends, in case a sender died. */
  const decided: Fact[] = [...(input.decided ?? [])];
  /** Born here: recorded by an activity at once. */
  const own: Fact[] = [];

  setHandler(
    submit,
    (command: Command) => {
      const known = state.ring.find((one) => one.id === command.id);
      if (known) return { facts: decided.filter((fact) => fact.commandId === command.id), seq: known.seq, again: true };
      const fact = factOf(procedure, state, command, Date.now());
      if (lawOf(fact, statute.hash) !== statute.hash) statute = command.statute as Statute;
      state = fold(procedure, state, fact, statute);
      remember(state, command);
      decided.push(fact);
      return { facts: [fact], seq: state.seq };
    },
    {
      validator: (command: Command) => {
        const refusal = objectionTo(command, procedure, state, statute, trustedKeys(input.signers, state.trust), Date.now());
        if (refusal) throw ApplicationFailure.create({ type: REFUSED, message: refusal.code, nonRetryable: true, details: [refusal] });
      },
    },
  );
  setHandler(snapshot, () => ({ state, statute: statute.hash, signers: trustedKeys(input.signers, state.trust) }));

  const happen = (draft: FactDraft): void => {
    const now = Date.now();
    const fact: Fact = { v: 1, seq: state.seq + 1, kind: draft.kind, on: draft.on ?? dayOf(now), at: now, body: draft.body, papers: [] };
    state = fold(procedure, state, fact, statute);
    own.push(fact);
  };

  const bell = new Bell();
  for (;;) {
    // A replay gives a task that brought nothing and the next one in one piece. So nothing is asked for while an Update is being answered: the order of
    // commands would depend on who comes first, and the case would never be read again.
    await condition(allHandlersFinished);
    for (const moment of momentsOf(procedure, state, statute).filter(({ at }) => at <= Date.now())) happen(moment);
    const next = state.asks[0];
    const over = state.phase === 'ended' && !next;
    if (own.length > 0 && !over) {
      const facts = own.splice(0);
      await record({ id: state.id, facts });
    } else if (next) {
      const drafts = await perform({
        id: state.id,
        procedure: procedure.name,
        unit: state.unit,
        committee: state.committee,
        on: dayOf(Date.now()),
        ask: next,
      });
      for (const draft of drafts) happen(draft);
    } else if (over || tooLong()) {
      // The last facts go along with those of the commands: one activity less for every case and every occasion.
      for (const facts of batches([...decided.splice(0), ...own.splice(0)])) await record({ id: state.id, facts });
      await condition(allHandlersFinished);
      if (own.length > 0 || state.asks.length > 0) continue;
      // What was decided meanwhile goes along: a case that is never quiet must not run on for ever.
      if (state.phase !== 'ended') await continueAsNew<typeof procedureRun>({ ...input, state, statute, decided });
      if (decided.length === 0) return { seq: state.seq, how: state.ended?.how ?? 'ended' };
    } else {
      bell.arm(momentsOf(procedure, state, statute)[0]?.at);
      let seen = state.seq;
      // Most acts leave this loop nothing to do: it sleeps on, which saves a worker a third of their cost.
      const wanted = (): boolean => {
        if (state.seq === seen) return false;
        seen = state.seq;
        const soonest = momentsOf(procedure, state, statute)[0]?.at;
        return own.length > 0 || state.asks.length > 0 || state.phase === 'ended' || tooLong() || !bell.covers(soonest);
      };
      await condition(() => wanted() || bell.rang());
    }
  }
}

const tooLong = (): boolean => workflowInfo().continueAsNewSuggested || workflowInfo().historyLength > HISTORY_LIMIT;

/** The facts in parts that each fit into one activity. */
const batches = (facts: readonly Fact[]): Fact[][] => {
  const parts: Fact[][] = [];
  let size = BATCH_SIZE;
  for (const fact of facts) {
    const length = JSON.stringify(fact).length;
    if (size + length > BATCH_SIZE) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(fact);
    size += length;
  }
  return parts;
};

/**
 * One armed timer, re-armed only when the next moment is earlier: a bell that rings too early looks and goes on. A cancelled timer for every
 * act would double the history.
 */
class Bell {
  private armedAt: number | undefined;
  private ringing = false;

  /** Will it ring in time for a moment that is still to come? */
  covers(at: number | undefined): boolean {
    return at === undefined || (this.armedAt !== undefined && this.armedAt <= at && at > Date.now());
  }

  arm(at: number | undefined): void {
    if (at === undefined || (this.armedAt !== undefined && this.armedAt <= at)) return;
    this.armedAt = at;
    void sleep(Math.max(1, at - Date.now())).then(() => {
      if (this.armedAt === at) this.armedAt = undefined;
      this.ringing = true;
    });
  }

  rang(): boolean {
    const rang = this.ringing;
    this.ringing = false;
    return rang;
  }
}

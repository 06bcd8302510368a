import type { Pool } from 'pg';
import type { Place } from '../domain/authority/seats';
import { mayRecordFor, seatsIn } from '../domain/authority/seats';
import type { Who } from '../domain/authority/who';
import { dayOf, minDay } from '../domain/calendar/day';
import { actOf } from '../domain/case/acts';
import type { PaperRef, Party } from '../domain/case/command';
import { SEAT_NAMES } from '../domain/case/explain';
import { refuse } from '../domain/case/refusal';
import type { Seat } from '../domain/case/step';
import type { Statute } from '../domain/law/statute';
import { procedureOf } from '../domain/procedures';
import { whoIs } from '../records/accounts';
import { type CaseAt, receivingPlace } from '../records/places';
import { Refused } from '../records/refused';
import type { Asked } from './opener';
import { DRAFT_DAY_MS } from './sweep';

/** An act as a person asks for it over the API; see domain/contract/cases. */
export interface ActRequest {
  readonly kind: string;
  readonly on?: string;
  readonly body: Record<string, unknown>;
  readonly papers: readonly string[];
  readonly actor?: string;
  readonly as?: Seat;
  readonly expectedSeq?: number;
  readonly lateReason?: boolean;
  readonly statute?: Statute;
  /** Of the paper past: the number that stands on the form. */
  readonly number?: string;
  readonly booklet?: string;
}

export const forbidden = (seats: readonly Seat[]): Refused =>
  new Refused(
    refuse(
      'forbidden',
      `此项须由以下岗位办理: ${seats.map((seat) => SEAT_NAMES[seat].zh).join('、')}`,
      `This is for: ${seats.map((seat) => SEAT_NAMES[seat].en).join(', ')}`,
      ['请有权的人办理', 'Ask somebody who may'],
      { pointer: '/actor' },
    ),
  );

const notThen = (on: string): Refused =>
  new Refused(
    refuse(
      'not-in-office',
      `${on} 时尚未任职, 不能以该日期办理`,
      `Not in office on ${on}`,
      ['填写任职之后的日期, 或由当时在任的人办理', 'Give a day within the term, or let whoever was in office act'],
      { pointer: '/on' },
    ),
  );

/** In which seat somebody writes down what another did: the highest office he holds here. */
const recorderSeat = (who: Who, place: Place): Seat => {
  const seats = seatsIn(who, place);
  return (
    (['committee-officer', 'branch-secretary', 'branch-committee', 'committee-approver', 'higher-officer', 'administrator'] as const).find(
      (seat) => seats.includes(seat),
    ) ??
    seats[0] ??
    'public'
  );
};

/** From what a person asks to what is registered: in which seat who acts, who writes it down, with which papers. */
export class Asking {
  constructor(
    private readonly pool: Pool,
    /** Domain time. */
    private readonly now: () => Promise<number>,
  ) {}

  /** Who acts, in which seat, and who writes it down. */
  async asked(
    who: Who,
    found: Pick<CaseAt, 'procedure' | 'state' | 'place'>,
    request: ActRequest,
  ): Promise<{ asked: Asked; sender: string }> {
    const act = actOf(procedureOf(found.procedure), request.kind);
    const now = await this.now();
    const on = request.on ?? dayOf(now);
    if (!act)
      throw new Refused(
        refuse(
          'unknown-act',
          `没有“${request.kind}”这种操作`,
          `There is no act "${request.kind}"`,
          ['查看 /docs 与 /api/procedures', 'See /docs and /api/procedures'],
          { pointer: '/kind' },
        ),
      );
    const receives = ['acceptTransfer', 'rejectTransfer'].includes(request.kind);
    const place = (receives && (await receivingPlace(this.pool, found.state))) || found.place;
    const { actor, recorder } = await this.parties(who, place, act.seats, request, minDay(on, dayOf(now)), dayOf(now));
    const papers = await this.papers(who, request.papers);
    return {
      sender: who.personId,
      asked: {
        kind: request.kind,
        on,
        actor,
        recorder,
        body: request.body,
        papers,
        ...(request.expectedSeq === undefined ? {} : { expectedSeq: request.expectedSeq }),
        ...(request.lateReason ? { lateReason: true } : {}),
        ...(request.statute ? { statute: request.statute } : {}),
      },
    };
  }

  /** Who records must hold an office today; who acted must have held the seat on the day of the act. */
  private async parties(
    who: Who,
    place: Place,
    seats: readonly Seat[],
    request: ActRequest,
    on: string,
    today: string,
  ): Promise<{ actor: Party; recorder: Party }> {
    // In the order of the act: a secretary who may act as secretary or as member acts as secretary.
    const lawful = (one: Who): Seat[] => {
      const held = seatsIn(one, place);
      return seats.filter((seat) => held.includes(seat) && (!request.as || request.as === seat));
    };
    if (request.actor === undefined || request.actor === who.personId) {
      const then = on === today ? who : await whoIs(this.pool, who.personId, on);
      const seat = lawful(who).find((one) => then && lawful(then).includes(one));
      if (!seat && lawful(who).length > 0) throw notThen(on);
      if (!seat) throw forbidden(seats);
      return { actor: { id: who.personId, seat }, recorder: { id: who.personId, seat } };
    }
    const other = await whoIs(this.pool, request.actor, on);
    const seat = other ? lawful(other)[0] : undefined;
    if (!other || !seat)
      throw new Refused(
        refuse(
          'not-the-actor',
          '所填办理人没有这个岗位',
          'The person named does not hold such a seat here',
          ['核对办理人', 'Check the actor'],
          { pointer: '/actor' },
        ),
      );
    if (!mayRecordFor(who, seat, place)) throw forbidden(seats);
    return { actor: { id: other.personId, seat }, recorder: { id: who.personId, seat: recorderSeat(who, place) } };
  }

  /** The act that opens a case. On paper a branch's may be anybody's who held its seat then: the register need not know him in it. An application is the person's own. */
  async opening(
    who: Who,
    origin: Pick<CaseAt, 'procedure' | 'state' | 'place'>,
    request: ActRequest,
    onPaper: boolean,
  ): Promise<{ asked: Asked; sender: string }> {
    const own = actOf(procedureOf(origin.procedure), request.kind)?.seats.includes('applicant') ?? true;
    return onPaper && !own && request.on !== undefined
      ? { asked: await this.imported(who, origin.place, origin.procedure, request), sender: who.personId }
      : this.asked(who, origin, request);
  }

  /** An act of the paper past: whoever is named did it, in whatever seat the act asks for; the officer who brings it in is the recorder. */
  async imported(who: Who, place: Place, procedure: string, request: ActRequest): Promise<Asked> {
    const act = actOf(procedureOf(procedure), request.kind);
    if (!act || !request.on)
      throw new Refused(
        refuse(
          'unknown-act',
          `没有“${request.kind}”这种操作`,
          `There is no act "${request.kind}"`,
          ['查看 /api/procedures', 'See /api/procedures'],
          { pointer: '/past' },
        ),
      );
    const seat = recorderSeat(who, place);
    return {
      kind: request.kind,
      on: request.on,
      actor: { id: request.actor ?? who.personId, seat: request.as ?? act.seats[0] ?? seat },
      recorder: { id: who.personId, seat },
      body: request.body,
      papers: await this.papers(who, request.papers),
      ...(request.number ? { number: request.number } : {}),
      ...(request.booklet ? { booklet: request.booklet } : {}),
    };
  }

  private async papers(who: Who, ids: readonly string[]): Promise<PaperRef[]> {
    if (ids.length === 0) return [];
    const { rows } = await this.pool.query<PaperRef>(
      `SELECT id, kind, sha256 FROM paper WHERE id = ANY($1::uuid[]) AND uploaded_by = $2 AND (status <> 'draft' OR uploaded_at > to_timestamp($3::double precision / 1000))`,
      [ids, who.personId, (await this.now()) - DRAFT_DAY_MS],
    );
    return ids.map((id, index) => {
      const found = rows.find((row) => row.id === id);
      if (!found)
        throw new Refused(
          refuse(
            'unknown-paper',
            '没有这份材料, 或不是你上传的',
            'There is no such paper, or somebody else uploaded it',
            ['先上传材料 (POST /api/papers)', 'Upload it first (POST /api/papers)'],
            { pointer: `/papers/${index}` },
          ),
        );
      return found;
    });
  }
}

import type { z } from 'zod';
import type { accountRoutes } from '../../../domain/contract/accounts';
import type { auditRoutes } from '../../../domain/contract/audit';
import type { boothRoutes, boothVoteRoutes } from '../../../domain/contract/booth';
import type { bulletinRoutes } from '../../../domain/contract/bulletin';
import type { calendarRoutes } from '../../../domain/contract/calendar';
import type { calendarFeedRoutes } from '../../../domain/contract/calendar-feed';
import type { caseRoutes } from '../../../domain/contract/cases';
import type { certificateRoutes } from '../../../domain/contract/certificates';
import type { channelRoutes } from '../../../domain/contract/channels';
import type { closedPeriodRoutes } from '../../../domain/contract/closed-periods';
import type { complaintRoutes } from '../../../domain/contract/complaints';
import type { demoRoutes } from '../../../domain/contract/demo';
import type { deskRoutes } from '../../../domain/contract/desk';
import type { dossierRoutes } from '../../../domain/contract/dossier';
import type { draftRoutes } from '../../../domain/contract/drafts';
import type { eventRoutes } from '../../../domain/contract/events';
import type { evidenceRoutes } from '../../../domain/contract/evidence';
import type { figureRoutes } from '../../../domain/contract/figures';
import type { guardianRoutes } from '../../../domain/contract/guardian';
import type { holdingRoutes } from '../../../domain/contract/holdings';
import type { inspectionRoutes } from '../../../domain/contract/inspection';
import type { inspectorDeskRoutes } from '../../../domain/contract/inspector-desk';
import type { kinRoutes } from '../../../domain/contract/kin';
import type { lawRoutes } from '../../../domain/contract/laws';
import type { leaveRoutes } from '../../../domain/contract/leaves';
import type { logStateRoutes } from '../../../domain/contract/log-state';
import type { messageRoutes } from '../../../domain/contract/messages';
import type { occasionRoutes, rehearsalRoutes } from '../../../domain/contract/occasions';
import type { organisationRoutes } from '../../../domain/contract/organisations';
import type { ownDataRoutes } from '../../../domain/contract/own-data';
import type { paperRoutes } from '../../../domain/contract/papers';
import type { peopleRoutes } from '../../../domain/contract/people';
import type { quotaRoutes } from '../../../domain/contract/quota';
import type { scoreRoutes } from '../../../domain/contract/scores';
import type { serviceRoutes } from '../../../domain/contract/service';
import type { sessionRoutes } from '../../../domain/contract/session';
import type { substituteRoutes } from '../../../domain/contract/substitutes';
import type { teamRoutes } from '../../../domain/contract/teams';

/** Everything that can be asked of the API, by type only: no schema reaches the browser. */
type AnyRoute = (
  | typeof accountRoutes
  | typeof auditRoutes
  | typeof boothRoutes
  | typeof boothVoteRoutes
  | typeof bulletinRoutes
  | typeof calendarRoutes
  | typeof calendarFeedRoutes
  | typeof caseRoutes
  | typeof closedPeriodRoutes
  | typeof certificateRoutes
  | typeof channelRoutes
  | typeof complaintRoutes
  | typeof demoRoutes
  | typeof deskRoutes
  | typeof dossierRoutes
  | typeof draftRoutes
  | typeof eventRoutes
  | typeof evidenceRoutes
  | typeof figureRoutes
  | typeof lawRoutes
  | typeof leaveRoutes
  | typeof logStateRoutes
  | typeof guardianRoutes
  | typeof holdingRoutes
  | typeof inspectionRoutes
  | typeof inspectorDeskRoutes
  | typeof kinRoutes
  | typeof messageRoutes
  | typeof occasionRoutes
  | typeof organisationRoutes
  | typeof ownDataRoutes
  | typeof paperRoutes
  | typeof peopleRoutes
  | typeof quotaRoutes
  | typeof rehearsalRoutes
  | typeof scoreRoutes
  | typeof serviceRoutes
  | typeof sessionRoutes
  | typeof substituteRoutes
  | typeof teamRoutes
)[number];

export type Operation = AnyRoute['operationId'];
type RouteOf<Op extends Operation> = Extract<AnyRoute, { operationId: Op }>;
type Sent<R, Part extends string> = R extends { [K in Part]: infer S extends z.ZodType } ? z.input<S> : undefined;
type Success = 200 | 201 | 202 | 204;

/** What goes with a request. */
export interface Ask<Op extends Operation> {
  readonly params?: Sent<RouteOf<Op>, 'params'>;
  readonly query?: Partial<Record<string, string | number | boolean | undefined>>;
  readonly body?: Sent<RouteOf<Op>, 'body'>;
}

/** What comes back when it went well. */
export type Answer<Op extends Operation> =
  RouteOf<Op> extends { response: infer R }
    ? { [S in keyof R & Success]: R[S] extends z.ZodType ? z.output<R[S]> : never }[keyof R & Success]
    : never;

export type Me = Answer<'whoAmI'>;
export type CaseView = Answer<'getCase'>;
export type CaseLine = Answer<'listCases'>['items'][number];
export type Task = Answer<'myTasks'>['items'][number];
export type Fact = Answer<'listFacts'>['items'][number];
export type ProcedureView = Answer<'getProcedure'>;
export type ActView = ProcedureView['acts'][number];
export type Refusal = NonNullable<Answer<'judgeAct'>['refusal']>;
export type Occasion = Answer<'getOccasion'>;
export type Words = { readonly zh: string; readonly en: string };

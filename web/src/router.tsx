import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Layout, Lost } from './ui/layout';

const root = createRootRoute({ component: Layout, notFoundComponent: Lost });
const page = (path: string, component: Parameters<typeof createRoute>[0]['component']) =>
  createRoute({ getParentRoute: () => root, path, component } as never);

const home = () => import('./pages/home');
const session = () => import('./pages/session/pages');
const factor = () => import('./pages/session/second-factor');
const reminders = () => import('./pages/session/reminders');
const open = () => import('./pages/public/pages');
const applicant = () => import('./pages/applicant/pages');
const cases = () => import('./pages/cases/pages');
const openCase = () => import('./pages/cases/open-page');
const scores = () => import('./pages/cases/scores-page');
const branch = () => import('./pages/branch/pages');
const queue = () => import('./queue/queue-mark');
const ballots = () => import('./pages/ballots/booth-page');
const committee = () => import('./pages/committee/pages');
const inspector = () => import('./pages/inspector/pages');
const audit = () => import('./pages/audit/pages');
const charts = () => import('./pages/audit/charts');
const dossier = () => import('./pages/dossier/pages');
const admin = () => import('./pages/admin/pages');

/**
 * Every address of the portal. Each group is a file of its own that is fetched when one of its pages is opened; a new desk (the stalled
 * board, the booth) is one more group here and its links in ui/nav.ts.
 */
const routeTree = root.addChildren([
  page('/', lazyRouteComponent(home, 'Home')),
  page('/sign-in', lazyRouteComponent(session, 'SignIn')),
  page('/activate', lazyRouteComponent(session, 'Activate')),
  page('/account', lazyRouteComponent(session, 'Account')),
  page('/account/second-factor', lazyRouteComponent(factor, 'SecondFactor')),
  page('/messages', lazyRouteComponent(session, 'Messages')),
  page('/reminders', lazyRouteComponent(reminders, 'Reminders')),
  page('/notices', lazyRouteComponent(open, 'Notices')),
  page('/notices/$id/object', lazyRouteComponent(open, 'Objection')),
  page('/objections/follow', lazyRouteComponent(open, 'FollowObjection')),
  page('/complain', lazyRouteComponent(open, 'Complaint')),
  page('/complain/follow', lazyRouteComponent(open, 'FollowComplaint')),
  page('/check', lazyRouteComponent(open, 'CheckCertificate')),
  page('/days', lazyRouteComponent(open, 'LawfulEnd')),
  page('/procedure', lazyRouteComponent(open, 'Procedure')),
  page('/guardian', lazyRouteComponent(open, 'Guardian')),
  page('/apply', lazyRouteComponent(applicant, 'Apply')),
  page('/applied/$id', lazyRouteComponent(applicant, 'Applied')),
  page('/own', lazyRouteComponent(applicant, 'OwnFile')),
  page('/cases', lazyRouteComponent(branch, 'Cases')),
  page('/cases/$id', lazyRouteComponent(cases, 'CasePage')),
  page('/cases/$id/certificate', lazyRouteComponent(cases, 'Certificate')),
  page('/cases/$id/do/$kind', lazyRouteComponent(cases, 'ActPage')),
  page('/open/$name', lazyRouteComponent(openCase, 'OpenPage')),
  page('/scores', lazyRouteComponent(scores, 'Scores')),
  page('/desk', lazyRouteComponent(branch, 'Inbox')),
  page('/search', lazyRouteComponent(branch, 'Search')),
  page('/unsent', lazyRouteComponent(queue, 'Unsent')),
  page('/occasions', lazyRouteComponent(branch, 'Occasions')),
  page('/occasions/$id', lazyRouteComponent(branch, 'OccasionPage')),
  page('/new/notice', lazyRouteComponent(branch, 'NewNotice')),
  page('/new/meeting', lazyRouteComponent(branch, 'NewMeeting')),
  page('/new/decision', lazyRouteComponent(branch, 'NewDecision')),
  page('/booths/$id', lazyRouteComponent(ballots, 'BoothPage')),
  page('/new/session', lazyRouteComponent(branch, 'NewSession')),
  page('/new/ceremony', lazyRouteComponent(branch, 'NewCeremony')),
  page('/quota', lazyRouteComponent(committee, 'Quota')),
  page('/numbers', lazyRouteComponent(committee, 'Numbers')),
  page('/people', lazyRouteComponent(admin, 'People')),
  page('/people/$id', lazyRouteComponent(admin, 'PersonPage')),
  page('/organisations', lazyRouteComponent(admin, 'Organisations')),
  page('/roles', lazyRouteComponent(admin, 'Roles')),
  page('/leaves', lazyRouteComponent(admin, 'Leaves')),
  page('/evidence', lazyRouteComponent(audit, 'EvidencePage')),
  page('/dossier', lazyRouteComponent(dossier, 'DossierPage')),
  page('/teams', lazyRouteComponent(dossier, 'TeamsPage')),
  page('/packs', lazyRouteComponent(audit, 'Packs')),
  page('/calendar', lazyRouteComponent(audit, 'CalendarPage')),
  page('/charts', lazyRouteComponent(charts, 'Charts')),
  page('/reports', lazyRouteComponent(audit, 'Reports')),
  page('/outbox', lazyRouteComponent(audit, 'OutboxPage')),
  page('/board', lazyRouteComponent(audit, 'Board')),
  page('/inspection', lazyRouteComponent(inspector, 'InspectionDesk')),
  page('/inspection/cases/$id', lazyRouteComponent(inspector, 'CaseInspection')),
  page('/inspection/complaints', lazyRouteComponent(inspector, 'Complaints')),
  page('/inspection/office', lazyRouteComponent(inspector, 'InspectionOffice')),
  page('/objections', lazyRouteComponent(inspector, 'Objections')),
]);

export const router = createRouter({ routeTree, defaultPreload: 'intent', scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

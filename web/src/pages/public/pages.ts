export { Guardian } from './guardian';
export { LawfulEnd } from './lawful-end';
export { Notices } from './notices';
export { Objection } from './objection';
export { FollowObjection } from './follow';
export { Procedure } from './procedure';

export { Account } from './account';
export { Activate } from './activate';
export { Messages } from './messages';
export { SignIn } from './sign-in';

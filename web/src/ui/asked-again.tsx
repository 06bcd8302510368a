import { SignInAgain } from './sign-in-again';
import { StepUp } from './step-up';

/** What interrupts work to ask who is there: the password when a session has ended, the second factor before a decision. */
export const AskedAgain = () => (
  <>
    <SignInAgain />
    <StepUp />
  </>
);

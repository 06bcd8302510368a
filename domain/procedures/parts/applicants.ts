/** Acts of every case that belong to people who ask for something themselves: a selection is about posts and those who are considered for them. */
export const OF_APPLICANTS: readonly string[] = [
  'giveConsent',
  'withdrawConsent',
  'informGuardian',
  'withdraw',
  'requestTransfer',
  'acceptTransfer',
  'rejectTransfer',
  'cancelTransfer',
  'requestSecondLook',
  'answerSecondLook',
];

/** Acts of the inspector's sign-off: of no use where no stage waits for him. */
export const OF_SIGN_OFF: readonly string[] = ['giveVerdict', 'askSupplement', 'answerSupplement', 'withdrawSupplement', 'attendStage'];

/** Acts of every case that belong to people who ask for something themselves: a selection is about posts and those who are considered for them. */
export const OF_APPLICANTS: readonly string[] = [
  'giveConsent',
  'withdrawConsent',
  'informGuardian',
  'withdraw',
  'requestTransfer',
  'acceptTransfer',
  'rejectTransfer',
  'requestSecondLook',
  'answerSecondLook',
];

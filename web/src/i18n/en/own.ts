/** Papers that prove something, and what everybody may know of a file. */
export const own = {
  own: {
    title: 'My information',
    record: 'My record',
    wrong: 'Numbers are masked. The branch secretary corrects what is wrong.',
    export: 'Export my data',
    exportHow:
      'Everything kept of you: record, cases and what happened in them, papers, consents, messages, drafts, who looked. One file that opens in a browser and that programs read too. It holds numbers in full: keep it safe.',
    exportDo: 'Export (one page)',
    exported: 'Exported: see your downloads.',
    fileName: 'my-data',
    readings: 'Who looked at my file',
    readingsHow:
      'One person and one file count once a day. While a complaint or an investigation is open, what inspectors read shows only after it has ended.',
    noReadings: 'Nobody has looked yet.',
    who: 'Who',
    saw: 'What',
    when: 'When',
    guardian: 'Guardian (by the link)',
    what: {
      case: 'case file',
      paper: 'paper',
      export: 'export of the case',
      guardian: 'progress',
      record: 'record',
      numbers: 'numbers in full',
    },
  },
  certificate: {
    title: 'Check a certificate',
    lead: 'Scan the QR code of a membership certificate, or type its number and check code. The answer is only whether it is valid.',
    number: 'Number of the certificate',
    code: 'Check code',
    codeHint: 'The 12 letters and digits below the number',
    check: 'Check',
    valid: 'Valid. Number and check code belong together and the certificate is not void.',
    invalid:
      'Cannot be confirmed. Number and check code do not belong together, or the certificate is void. Ask the committee that issued it.',
    print: 'Certificate number and QR code',
    printHow: 'Print it, cut it out and paste it into the certificate. Whoever scans it sees only whether it is valid.',
  },
  carry: {
    title: 'Take this notice along',
    page: 'Page (prints on A4)',
    picture: 'Picture',
    failed: 'The picture could not be made; the notice may be over. Refresh and try again.',
    how: 'For people who cannot reach this intranet: send the picture or put up the sheet. Take both down when the notice is over.',
  },
};

import { createHash, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { BallotForm, faultOfForm } from '../../domain/ballots/form';
import { type Choice, faultOfChoice, padPaper, paperSize, paperText, readPaper, unpadPaper } from '../../domain/ballots/paper';
import { addByHand, ByHand, countPapers, faultOfByHand, resultOf, votesOn } from '../../domain/ballots/papers';
import { type BoothProof, digestOf, type Publication, recount, rootOfPapers, rootOfSpent } from '../../domain/ballots/proof';
import { MORE_THAN_HALF, TWO_THIRDS } from '../../domain/ballots/quorum';
import { citationOf } from '../../domain/procedures';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const people = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `c${index + 1}`, label: `候选人${index + 1}` }));
const aForm = (over: Partial<BallotForm> & Pick<BallotForm, 'kind'>): BallotForm =>
  BallotForm.parse({ title: '表决票', candidates: people(1), ...over });
const admission = aForm({ kind: 'vote' });
const election = aForm({ kind: 'election', candidates: people(4), seats: 3, allowOther: true });
const paper = (marks: Record<string, string>, names: string[] = []): string => paperText({ marks, names });
const all = (mark: string, count: number) => Object.fromEntries(people(count).map(({ id }) => [id, mark]));

describe('a ballot form fits its kind', () => {
  it.each([
    ['vote', { kind: 'vote' }, undefined],
    ['election', { kind: 'election', seats: 3, allowOther: true }, undefined],
    ['recommendation of anybody', { kind: 'recommendation', candidates: [], maxNames: 2, allowOther: true }, undefined],
    ['decision', { kind: 'decision' }, undefined],
    [
      'appraisal with two grades',
      {
        kind: 'appraisal',
        options: [
          { id: 'good', label: '优秀' },
          { id: 'fair', label: '称职' },
        ],
      },
      undefined,
    ],
    ['election without seats', { kind: 'election' }, '/form/seats'],
    ['vote with seats', { kind: 'vote', seats: 1 }, '/form/seats'],
    ['recommendation without a limit', { kind: 'recommendation' }, '/form/maxNames'],
    ['vote with options of its own', { kind: 'vote', options: [{ id: 'x', label: '随意' }] }, '/form/options'],
    ['appraisal with one grade', { kind: 'appraisal', options: [{ id: 'good', label: '优秀' }] }, '/form/options'],
    ['vote for somebody else', { kind: 'vote', allowOther: true }, '/form/allowOther'],
    ['nobody to vote on', { kind: 'vote', candidates: [] }, '/form/candidates'],
    ['a candidate twice', { kind: 'vote', candidates: [...people(1), ...people(1)] }, '/form/candidates'],
  ] as const)('%s', (_, over, pointer) => {
    const fault = faultOfForm(aForm(over as never));
    expect(fault?.pointer).toBe(pointer);
    if (fault) expect([fault.code, citationOf(fault.clause ?? '')]).toEqual(['bad-ballot-form', expect.stringContaining('无记名')]);
  });
});

describe('a paper is read by the law', () => {
  it('more persons named than seats void it, as many or fewer do not', () => {
    expect(readPaper(election, paper(all('for', 4)))).toEqual({ void: 'too-many-names' });
    expect(readPaper(election, paper({ ...all('for', 2), c3: 'against' }, ['王一', '李二']))).toEqual({ void: 'too-many-names' });
    expect(readPaper(election, paper(all('for', 3)))).toMatchObject({ unreadable: [], names: [] });
    expect(readPaper(election, paper({}, ['王一']))).toMatchObject({ marks: {}, names: ['王一'] });
    expect(readPaper(election, paper({}))).toMatchObject({ marks: {}, names: [] });
    const recommend = aForm({ kind: 'recommendation', candidates: people(3), maxNames: 1 });
    expect(readPaper(recommend, paper({ c1: 'recommend', c2: 'recommend' }))).toEqual({ void: 'too-many-names' });
  });

  it('what cannot be read in part is void in that part only', () => {
    expect(readPaper(election, paper({ c1: 'for', c2: 'perhaps' }))).toEqual({ marks: { c1: 'for' }, unreadable: ['c2'], names: [] });
    const text = '{"marks":{"c1":"for","c2":7},"names":[9],"v":1}';
    expect(readPaper(election, text)).toEqual({ marks: { c1: 'for' }, unreadable: ['c2'], names: [] });
  });

  it.each([
    ['no JSON', '{'],
    ['nothing', ''],
    ['another version', '{"marks":{},"names":[],"v":2}'],
    ['a stranger', paper({ c9: 'for' })],
    ['a name of the language', paper({ constructor: 'for' })],
    ['a name where none is asked', 'vote'],
  ])('%s is a void paper, never an error', (_, text) => {
    const form = text === 'vote' ? admission : election;
    expect(readPaper(form, text === 'vote' ? paper({}, ['王一']) : text)).toEqual({ void: 'unreadable' });
  });

  it('refuses before the paper is folded what would be void afterwards', () => {
    const choice = (marks: Record<string, string>, names: string[] = []): Choice => ({ marks, names });
    expect(faultOfChoice(election, choice(all('for', 4)))).toMatchObject({ code: 'too-many-names', clause: 'ballot.names' });
    expect(faultOfChoice(election, choice({ c1: 'perhaps' }))).toMatchObject({ code: 'unreadable-paper' });
    expect(faultOfChoice(election, choice({}, ['123']))).toMatchObject({ code: 'unreadable-paper' });
    expect(faultOfChoice(election, choice(all('for', 3)))).toBeUndefined();
  });

  it('is as long as any other of its form, and comes back whole', () => {
    const size = paperSize(election);
    const mark = fc.constantFrom('for', 'against', 'abstain');
    const marks = fc.dictionary(fc.constantFrom('c1', 'c2', 'c3', 'c4'), mark);
    const name = fc.constantFrom('阿依努尔·艾力', '𬱖'.repeat(50), '王一');
    fc.assert(
      fc.property(marks, fc.uniqueArray(name, { maxLength: 3 }), (given, names) => {
        const text = paper(given, names);
        const padded = padPaper(text, size);
        return padded.length === size && unpadPaper(padded) === text;
      }),
    );
    expect(() => padPaper('x'.repeat(size), size)).toThrow(RangeError);
    expect(unpadPaper(new Uint8Array(size))).toBeUndefined();
    expect(unpadPaper(Uint8Array.of(0xff, 0x80, 0))).toBeUndefined();
    expect(unpadPaper(Uint8Array.of(0x41, 0x80, 1))).toBeUndefined();
  });
});

describe('papers are counted', () => {
  it('a line adds up to the papers: not marked is an abstention, a void part is void', () => {
    const counted = countPapers(election, [
      paper(all('for', 3)),
      paper({ c1: 'against', c2: 'perhaps' }, ['王一']),
      paper(all('for', 4)),
      '?',
    ]);
    expect(counted).toMatchObject({ returned: 4, invalid: 2, others: [{ name: '王一', votes: 1 }] });
    expect(counted.lines[1]).toEqual({ id: 'c2', marks: { for: 1, against: 0, abstain: 0 }, unmarked: 0, unreadable: 1 });
    expect(votesOn(election, counted, 'c1')).toEqual({ for: 1, against: 1, abstain: 0, invalid: 2, returned: 4 });
    expect(votesOn(election, counted, 'c2')).toEqual({ for: 1, against: 0, abstain: 0, invalid: 3, returned: 4 });
    expect(votesOn(election, counted, 'c4')).toEqual({ for: 0, against: 0, abstain: 2, invalid: 2, returned: 4 });
    for (const { id } of election.candidates) {
      const votes = votesOn(election, counted, id);
      expect([id, (votes?.for ?? 0) + (votes?.against ?? 0) + (votes?.abstain ?? 0) + (votes?.invalid ?? 0)]).toEqual([id, 4]);
    }
  });

  it('deferring is not agreeing; a recommendation has no pass mark', () => {
    const decision = aForm({ kind: 'decision' });
    const counted = countPapers(decision, [paper({ c1: 'agree' }), paper({ c1: 'defer' }), paper({ c1: 'disagree' })]);
    expect(votesOn(decision, counted, 'c1')).toEqual({ for: 1, against: 1, abstain: 0, defer: 1, invalid: 0, returned: 3 });
    const recommend = aForm({ kind: 'recommendation', maxNames: 1 });
    expect(votesOn(recommend, countPapers(recommend, [paper({ c1: 'recommend' })]), 'c1')).toBeUndefined();
    expect(votesOn(admission, countPapers(admission, []), 'stranger')).toBeUndefined();
  });

  it('quorum, majority and seats by the rule of the ballot', () => {
    const roll = { entitled: 10, present: 10, issued: 10 };
    const rule = { quorum: TWO_THIRDS, majority: MORE_THAN_HALF, base: 'eligible' as const };
    const papers = [
      ...Array.from({ length: 6 }, () => paper({ c1: 'for', c2: 'for' })),
      ...Array.from({ length: 4 }, () => paper({ c1: 'for', c2: 'against', c3: 'for' })),
    ];
    const result = resultOf(election, countPapers(election, papers), roll, rule);
    expect(result.lines.map((line) => line.result.result)).toEqual(['passed', 'passed', 'not-passed', 'not-passed']);
    expect(result.election).toEqual({ elected: ['c1', 'c2'], tied: [], open: 0, vacant: 1 });
    const few = resultOf(election, countPapers(election, papers.slice(0, 6)), { entitled: 10, present: 6, issued: 6 }, rule);
    expect(few.lines.map((line) => line.result.result)).toEqual(Array(4).fill('no-quorum'));
    const more = resultOf(
      admission,
      countPapers(admission, [paper({ c1: 'for' }), paper({ c1: 'for' })]),
      { entitled: 2, present: 2, issued: 1 },
      rule,
    );
    expect(more.lines[0]?.result).toMatchObject({ result: 'void', code: 'more-returned-than-issued', repeat: true });
    expect(more.election).toBeUndefined();
  });
});

describe('paper votes counted by hand', () => {
  const [first, second, candidate] = [randomUUID(), randomUUID(), randomUUID()];
  const aHand = (over: Record<string, unknown> = {}): ByHand =>
    ByHand.parse({
      issued: 3,
      returned: 3,
      invalid: 1,
      lines: [{ id: 'c1', marks: { for: 1, against: 1 } }],
      countedBy: [first, second],
      ...over,
    });
  it.each([
    ['one teller', { countedBy: [first, first] }, 'one-teller'],
    ['a candidate as teller', { countedBy: [first, candidate] }, 'teller-is-candidate'],
    ['more void than returned', { invalid: 4 }, 'counts-do-not-add-up'],
    ['a line short', { lines: [] }, 'counts-do-not-add-up'],
    ['a line that does not add up', { lines: [{ id: 'c1', marks: { for: 1 } }] }, 'counts-do-not-add-up'],
    ['a stranger’s line', { lines: [{ id: 'c9', marks: { for: 2 } }] }, 'counts-do-not-add-up'],
    ['a mark that is none', { lines: [{ id: 'c1', marks: { perhaps: 2 } }] }, 'counts-do-not-add-up'],
    ['names where none are asked', { others: [{ name: '王一', votes: 1 }] }, 'counts-do-not-add-up'],
  ])('%s is refused', (_, over, code) => {
    expect(faultOfByHand(admission, aHand(over), [candidate])).toMatchObject({ code, clause: 'ballot.tellers' });
  });
  it('are added by count', () => {
    expect(faultOfByHand(admission, aHand(), [candidate])).toBeUndefined();
    const counted = addByHand(countPapers(admission, [paper({ c1: 'for' })]), aHand());
    expect(votesOn(admission, counted, 'c1')).toEqual({ for: 2, against: 1, abstain: 0, invalid: 1, returned: 4 });
    expect(addByHand(counted, undefined)).toBe(counted);
  });
});

describe('anybody can recount', () => {
  const papers = [paper({ c1: 'for' }), paper({ c1: 'against' }), ''];
  const spent = ['aa'.repeat(16), 'bb'.repeat(16), 'cc'.repeat(16)];
  const counted = countPapers(admission, papers);
  const proof: BoothProof = {
    v: 1,
    booth: randomUUID(),
    occasion: randomUUID(),
    item: 'x',
    level: 'room',
    form: digestOf(admission, sha256),
    keys: {},
    voters: 4,
    issued: 3,
    returned: 3,
    invalid: 1,
    lines: counted.lines,
    spentRoot: rootOfSpent(spent, sha256),
    sealedRoot: '',
    papersRoot: rootOfPapers(papers, sha256),
    turnedAway: {},
  };
  const honest: Publication = { form: admission, proof, digest: digestOf(proof, sha256), papers, spent };
  const signed = (over: Partial<BoothProof>): Partial<Publication> => ({
    proof: { ...proof, ...over },
    digest: digestOf({ ...proof, ...over }, sha256),
  });

  it('and finds nothing wrong, in whatever order the papers lie', () => {
    expect(recount(honest, sha256)).toEqual([]);
    expect(recount({ ...honest, papers: [...papers].reverse(), spent: [...spent].reverse() }, sha256)).toEqual([]);
  });

  it.each([
    ['a changed paper', { papers: [papers[0], papers[0], ''] as string[] }, ['papers', 'counts']],
    ['a paper taken out', { papers: papers.slice(1) }, ['papers', 'spent', 'counts']],
    ['a right put in', { spent: [...spent, 'dd'.repeat(16)] }, ['spent']],
    ['a right counted twice', { spent: ['aa'.repeat(16), 'aa'.repeat(16), 'cc'.repeat(16)] }, ['spent']],
    ['another proof than the log has', { proof: { ...proof, invalid: 0 } }, ['digest', 'counts']],
    ['another form', { form: { ...admission, title: '另一张' } }, ['form']],
    ['a count by hand that nobody published', signed({ byHand: 'ff' }), ['by-hand']],
    ['more papers than were issued', signed({ issued: 2 }), ['more-returned-than-issued']],
    ['more issued than voters', signed({ voters: 2 }), ['more-issued-than-voters']],
  ] as const)('%s is found', (_, over, found) => {
    expect(recount({ ...honest, ...(over as Partial<Publication>) }, sha256)).toEqual(found);
  });
});

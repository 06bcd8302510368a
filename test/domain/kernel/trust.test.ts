import { actOf } from '../../../domain/case/acts';
import type { Command } from '../../../domain/case/command';
import { fold, isForgotten, remember } from '../../../domain/case/fold';
import { judge } from '../../../domain/case/judge';
import { type SignerKey, trustedKeys } from '../../../domain/case/signers';
import { type MachineState, RING } from '../../../domain/case/state';
import { procedureOf } from '../../../domain/procedures';
import { cameTo, commandFor, lawful } from '../../harness/given';

const { given, statute, procedure } = lawful();
const hex = (digit: string, length: number): string => digit.repeat(length);
const key = (role: string, digit: string): SignerKey => ({ id: `${role}:${hex(digit, 16)}`, publicKey: hex(digit, 64) });
const [api, worker, recovery] = [key('api', 'a'), key('worker', 'b'), key('recovery', 'c')];
const pinned = [api, worker, recovery];

const stateAt = (step: string): MachineState => given(...cameTo(step)).state() as MachineState;

/** What the run would say, and which keys it would trust then. */
const trust = (state: MachineState, by: SignerKey, given: SignerKey, alone = false, from: readonly SignerKey[] = pinned) => {
  const signers = trustedKeys(from, state.trust);
  const deed = { kind: 'trustSigner', on: '2026-05-20', via: 'system' as const, body: { key: given, alone } };
  const command: Command = { ...commandFor(procedure, state, deed), signer: by.id };
  const refusal = judge({ procedure, state, command, statute, today: '2026-05-20', signers });
  const fact = { v: 1 as const, seq: state.seq + 1, kind: 'signerTrusted', on: '2026-05-20', at: 0, body: deed.body, papers: [] };
  const after = refusal ? state : fold(procedure, state, fact, statute);
  return { code: refusal?.code, pointer: refusal?.pointer, after, keys: trustedKeys(from, after.trust) };
};

describe('which signers a run trusts', () => {
  const state = stateAt('A5');

  it('the worker introduces a key beside the old one, and retires the old one later', () => {
    const both = trust(state, worker, key('api', '1'));
    expect(both.keys).toEqual([...pinned, key('api', '1')]);
    expect(trust(both.after, worker, key('api', '1'), true).keys).toEqual([worker, recovery, key('api', '1')]);
  });

  it('rotation after rotation leaves three keys and no more', () => {
    let now = state;
    for (const digit of '123456789') {
      now = trust(now, recovery, key('api', digit)).after;
      now = trust(now, recovery, key('api', digit), true).after;
    }
    expect(trustedKeys(pinned, now.trust)).toEqual([worker, recovery, key('api', '9')]);
    expect(now.trust?.closed).toEqual(['api']);
  });

  it.each([
    ['the API’s key changes none', 'wrong-way', api, key('api', '1'), false],
    ['the worker’s key does not change the recovery key', 'wrong-signer', worker, key('recovery', '1'), false],
    ['a key does not take itself away', 'wrong-signer', worker, key('worker', '1'), true],
    ['nor does the recovery key', 'wrong-signer', recovery, key('recovery', '1'), true],
    ['what is trusted alone is not trusted once more', 'already-trusted', worker, api, true],
    ['an id keeps its key', 'bad-field', worker, { ...api, publicKey: hex('f', 64) }, false],
    ['a key has the form of one', 'bad-field', worker, { ...api, id: 'root:1' }, false],
  ])('%s', (_, code, by, given, alone) => expect(trust(state, by, given, alone)).toMatchObject({ code, after: state }));

  it('where no recovery key is trusted yet, the worker names one', () => {
    expect(trust(state, worker, recovery, false, [api, worker]).keys).toEqual(pinned);
  });

  it('introducing without retiring comes to an end', () => {
    let now = state;
    for (const digit of '123456789') now = trust(now, worker, key('api', digit)).after;
    expect(trust(now, worker, key('api', 'd'))).toMatchObject({ code: 'too-many-keys', pointer: '/body/key' });
  });

  it('an occasion knows the act too, and a state that no key was ever given to stays as it was', () => {
    for (const name of ['notice', 'meeting', 'session', 'ceremony']) {
      expect(actOf(procedureOf(name), 'trustSigner')?.fact).toBe('signerTrusted');
      expect(actOf(procedureOf(name), 'withdraw')).toBeUndefined();
    }
    expect(Object.keys(state)).not.toContain('trust');
  });
});

describe('what a run remembers of the commands that it applied', () => {
  const remembered = (times: readonly (number | undefined)[]): MachineState => {
    const state: MachineState = { ...stateAt('A2'), ring: [] };
    for (const [index, issuedAt] of times.entries())
      remember(state, { id: `${index}`, bodyHash: '', ...(issuedAt === undefined ? {} : { issuedAt }) });
    return state;
  };
  const times = (many: number): number[] => Array.from({ length: many }, (_, index) => 1000 + index);

  it('nothing is forgotten before the ring is full', () => {
    const state = remembered(times(RING));
    expect(isForgotten(state, { issuedAt: 1 })).toBe(false);
    expect(isForgotten(state, {})).toBe(false);
    expect('forgottenAt' in state).toBe(false);
  });

  it('from then on, what is not younger than the newest forgotten one may be one of them', () => {
    const state = remembered(times(RING + 10));
    expect(state.ring).toHaveLength(RING);
    expect(isForgotten(state, { issuedAt: 1009 })).toBe(true);
    expect(isForgotten(state, { issuedAt: 1010 })).toBe(false);
  });

  it('the order in which they were issued does not lower it', () => {
    expect(remembered([5000, ...times(RING)]).forgottenAt).toBe(5000);
    expect(remembered([5000, 1, ...times(RING)]).forgottenAt).toBe(5000);
  });

  it('commands of the time before they were dated count as the oldest', () => {
    const state = remembered([...Array.from({ length: RING }, () => undefined), 1000]);
    expect(isForgotten(state, {})).toBe(true);
    expect(isForgotten(state, { issuedAt: 999 })).toBe(false);
  });
});

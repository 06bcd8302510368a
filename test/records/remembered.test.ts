import type { CaseAt } from '../../records/places';
import { Remembered } from '../../records/remembered';
import type { Session } from '../../records/sessions';

const session = (name: string) => ({ tokenHash: Buffer.from(name), login: name }) as Session;
const found = (id: string, seq = 1) => ({ state: { id, seq } }) as CaseAt;

describe('what a process remembers', () => {
  it('is a session and a case, each as it was kept last', () => {
    const remembered = new Remembered();
    remembered.keep(session('a'), found('1'));
    remembered.keep(session('b'), found('1', 2));
    expect(remembered.both(Buffer.from('a'), '1')).toEqual({ session: session('a'), found: found('1', 2) });
    expect(remembered.both(Buffer.from('c'), '1')).toBeUndefined();
    expect(remembered.both(Buffer.from('a'), '2')).toBeUndefined();
    remembered.forgetCase('1');
    expect(remembered.both(Buffer.from('a'), '1')).toBeUndefined();
  });

  it('never grows beyond its most; the oldest goes', () => {
    const remembered = new Remembered();
    for (let index = 0; index < 400; index += 1) {
      remembered.keep(session('a'), found(String(index)));
      remembered.keepCase(found('0', index));
    }
    expect(remembered.both(Buffer.from('a'), '0')?.found.state.seq).toBe(399);
    expect(remembered.both(Buffer.from('a'), '99')).toBeUndefined();
    expect(remembered.both(Buffer.from('a'), '200')).toBeDefined();
  });
});

import type { ServerResponse } from 'node:http';
import type { CaseAt } from '../../records/places';
import type { Session } from '../../records/sessions';

/** What one page may have in arrear before it is told to read everything again. */
const MOST_PENDING = 100;
/** A page that does not read what it is sent is let go: it comes back when it can. */
const MOST_UNREAD_BYTES = 64 * 1024;

export interface Counts {
  readonly inbox: number;
  readonly messages: number;
}

/** One page that listens. Bounded: so many cases in arrear, so many bytes unread. */
export class Stream {
  readonly pending = new Map<string, CaseAt>();
  /** Too much happened to be named. */
  overflowed = false;
  /** Something besides cases has changed. */
  stirred = false;
  counts: Counts | undefined;
  /** Its first look is over: from here on it is told. */
  greeted = false;
  /** When it was last told something. */
  toldAt = Number.NEGATIVE_INFINITY;
  private timer: NodeJS.Timeout | undefined;
  ended = false;

  constructor(
    public session: Session,
    /** Up to which number of the log it has been told. */
    public position: number,
    private readonly response: ServerResponse,
    /** The number as its reader sees it. How much is logged is nobody's business: an investigation is, too. */
    private readonly sealed: (position: number) => string,
  ) {}

  note(found: CaseAt): void {
    if (this.pending.size >= MOST_PENDING) {
      this.overflowed = true;
      this.pending.clear();
    }
    if (!this.overflowed) this.pending.set(found.state.id, found);
  }

  get waits(): boolean {
    return this.pending.size > 0 || this.overflowed || this.stirred;
  }

  /** One thing at a time: what comes while it waits goes with the next. */
  after(ms: number, work: () => void): void {
    if (this.timer || this.ended) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      work();
    }, ms);
  }

  tell(event: 'hello' | 'changed' | 'resync', data: object): void {
    this.write(`id: ${this.sealed(this.position)}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  beat(): void {
    this.write(': beat\n\n');
  }

  write(text: string): void {
    if (this.ended) return;
    if (this.response.writableLength > MOST_UNREAD_BYTES) this.end();
    else this.response.write(text);
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    clearTimeout(this.timer);
    this.pending.clear();
    // What it has not read it will not read now.
    if (this.response.writableLength > 0) this.response.destroy();
    else this.response.end();
  }
}

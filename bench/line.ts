import { connect, type Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly text: string;
}

const BLANK_LINE = Buffer.from('\r\n\r\n');

/**
 * One kept connection with one request on it at a time. The load shares the machine with what is measured, and a client for every purpose takes as
 * long for a request as the server: this one knows only answers that say their length.
 */
class Line {
  private read: Buffer = Buffer.alloc(0);
  private settle: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;

  constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (piece) => this.take(piece));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error('the connection was closed')));
  }

  get open(): boolean {
    return !this.socket.destroyed && this.socket.writable;
  }

  ask(request: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private take(piece: Buffer): void {
    this.read = this.read.length === 0 ? piece : Buffer.concat([this.read, piece]);
    const head = this.read.indexOf(BLANK_LINE);
    if (head < 0) return;
    const lines = this.read.toString('latin1', 0, head);
    const status = Number(lines.slice(9, 12));
    const length = status === 204 ? '0' : /\r\ncontent-length: (\d+)/i.exec(lines)?.[1];
    if (length === undefined) {
      this.fail(new Error(`an answer without a length: ${lines}`));
      this.socket.destroy();
      return;
    }
    const [from, to] = [head + BLANK_LINE.length, head + BLANK_LINE.length + Number(length)];
    if (this.read.length < to) return;
    const text = this.read.toString('utf8', from, to);
    this.read = this.read.subarray(to);
    const { settle } = this;
    this.settle = undefined;
    settle?.resolve({ status, text });
  }

  private fail(error: Error): void {
    this.settle?.reject(error);
    this.settle = undefined;
  }
}

/** As many lines as are asked at once, each kept for the next. */
export class Lines {
  private readonly idle: Line[] = [];
  private readonly all = new Set<Line>();

  constructor(private readonly port: number) {}

  async ask(request: string): Promise<Answer> {
    const line = await this.take();
    try {
      return await line.ask(request);
    } finally {
      if (line.open) this.idle.push(line);
      else this.all.delete(line);
    }
  }

  close(): void {
    for (const line of this.all) line.close();
  }

  /** Servers close what is idle for long. */
  private async take(): Promise<Line> {
    for (let line = this.idle.pop(); line; line = this.idle.pop()) {
      if (line.open) return line;
      this.all.delete(line);
    }
    const socket = connect(this.port, '127.0.0.1');
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    const line = new Line(socket);
    this.all.add(line);
    return line;
  }
}

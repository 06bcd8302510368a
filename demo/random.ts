import { createHash } from 'node:crypto';
import { uuidOf } from '../records/ids';

const digestOf = (words: readonly string[]): Buffer => createHash('sha256').update(words.join('\n')).digest();

/** The same id for the same words, so that a fill that was interrupted finds what it made. */
export const idOf = (...words: string[]): string => uuidOf('tuanwu-demo', ...words);

/** Numbers that look random and are the same for the same seed (mulberry32). */
export class Dice {
  private state: number;

  constructor(seed: string) {
    this.state = digestOf([seed]).readUInt32BE(0);
  }

  /** 0 up to 1. */
  roll(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.roll() * (most - least + 1));
  }

  pick<T>(list: readonly T[]): T {
    const found = list[Math.floor(this.roll() * list.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  }
}

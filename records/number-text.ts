import { refuse } from '../domain/case/refusal';
import type { NumberKind } from '../domain/contract/quota';
import { Refused } from './refused';

/** Numbers that follow each other: a prefix and a serial of fixed width. */
export interface Span {
  readonly prefix: string;
  readonly width: number;
  readonly first: bigint;
  readonly last: bigint;
}

const LARGEST = 1_000_000n;

/** The number as it is printed. */
export const numberAt = (span: Pick<Span, 'prefix' | 'width'>, serial: bigint): string =>
  span.prefix + serial.toString().padStart(span.width, '0');

/** Reads a range as it stands on the paper: its first and its last number, written out. */
export const spanOf = (kind: NumberKind, first: string, last: string): Span => {
  if (first.length !== last.length)
    throw new Refused(
      refuse(
        'number-form',
        '首号与末号位数不同',
        'First and last number differ in length',
        ['按批文逐位核对', 'Compare both with the paper, digit by digit'],
        { pointer: '/last' },
      ),
    );
  for (const [pointer, number] of [
    ['/first', first],
    ['/last', last],
  ] as const)
    if (kind === 'development' && !/^\d{12}$/.test(number))
      throw new Refused(
        refuse(
          'number-form',
          '发展团员编号为 12 位数字',
          'A development number has 12 digits',
          ['按批文逐位核对', 'Compare it with the paper, digit by digit'],
          { pointer },
        ),
      );
  let common = 0;
  while (common < first.length - 1 && first[common] === last[common]) common += 1;
  const [from, to] = [first.slice(common), last.slice(common)];
  if (!/^\d{1,15}$/.test(from) || !/^\d{1,15}$/.test(to))
    throw new Refused(
      refuse(
        'number-form',
        '首号与末号只能在末尾的数字上不同',
        'First and last number may differ only in the digits at their end',
        ['字头不同的分开登记', 'Enter ranges with another prefix one by one'],
        { pointer: '/first' },
      ),
    );
  const span = { prefix: first.slice(0, common), width: from.length, first: BigInt(from), last: BigInt(to) };
  if (span.last < span.first)
    throw new Refused(
      refuse('number-order', '末号小于首号', 'The last number lies before the first', ['对调或改正', 'Exchange or correct them'], {
        pointer: '/last',
      }),
    );
  if (span.last - span.first >= LARGEST)
    throw new Refused(
      refuse(
        'range-too-large',
        '一次登记不超过一百万个号',
        'A range holds at most a million numbers',
        ['核对首号和末号', 'Check both numbers'],
        { pointer: '/last' },
      ),
    );
  return span;
};

import type { Text } from './step';

/**
 * A lawful "no": expected, coded, cited, never an exception of the domain. Codes are nouns of the law (`too-early`, `no-quorum`).
 * `text` says what the rule is, `remedy` what the person can do, `pointer` (RFC 6901) which field.
 */
export interface Refusal {
  readonly code: string;
  readonly text: Text;
  readonly remedy: Text;
  readonly clause?: string;
  /** First lawful day, where waiting is the remedy. */
  readonly earliest?: string;
  readonly pointer?: string;
}

export const refuse = (
  code: string,
  zh: string,
  en: string,
  remedy: readonly [zh: string, en: string],
  extra: Pick<Refusal, 'clause' | 'earliest' | 'pointer'> = {},
): Refusal => ({ code, text: { zh, en }, remedy: { zh: remedy[0], en: remedy[1] }, ...extra });

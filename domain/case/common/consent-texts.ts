import type { Context } from '../procedure';
import { type Refusal, refuse } from '../refusal';

/**
 * Editions of the texts to which people consent, the newest last: those that a person may be shown today. A new wording is a new edition; the old one
 * stays in the list for as long as it may still be agreed to, and in the ledger for ever.
 */
export const CONSENT_EDITIONS = ['2026-01'] as const;

/** The one that is shown now. */
export const CONSENT_EDITION: (typeof CONSENT_EDITIONS)[number] = CONSENT_EDITIONS[CONSENT_EDITIONS.length - 1] ?? CONSENT_EDITIONS[0];

/** Nobody consents to a text that is not there. What was signed on paper, in a case that is brought in, had words of its own. */
export const unknownEdition = (version: string, pointer: string, { imported }: Pick<Context, 'imported'>): Refusal | undefined =>
  imported || (CONSENT_EDITIONS as readonly string[]).includes(version)
    ? undefined
    : refuse(
        'unknown-version',
        `没有“${version}”这一版同意文本, 现行的是 ${CONSENT_EDITION}`,
        `There is no edition "${version}" of the text of consent; the one in force is ${CONSENT_EDITION}`,
        [`请本人阅读现行文本后填写 ${CONSENT_EDITION}`, `Let the person read the text in force, and give ${CONSENT_EDITION}`],
        { pointer, clause: 'project.record' },
      );

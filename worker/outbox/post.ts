import type { Outcome } from '../../records/outbox/outcome';

const PATIENCE_MS = 10_000;
const LARGEST_ANSWER = 16 * 1024;

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfterMs?: number;
}

/** The connection was never made: what was to be said cannot have been heard. */
const UNHEARD = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

const codeOf = (error: unknown): string => {
  const { cause, code, name } = error as { cause?: { code?: string; errors?: { code?: string }[] }; code?: unknown; name?: string };
  return cause?.code ?? cause?.errors?.[0]?.code ?? (typeof code === 'string' ? code : (name ?? 'error'));
};

/** One POST: what was answered, or what is to be thought of it. A redirect is an answer: nothing follows it to another host. */
export const post = async (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  patienceMs = PATIENCE_MS,
): Promise<Answer | Outcome> => {
  try {
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(patienceMs) });
    const after = Number(response.headers.get('retry-after'));
    return {
      status: response.status,
      text: await beginningOf(response),
      ...(Number.isFinite(after) && after > 0 ? { retryAfterMs: after * 1000 } : {}),
    };
  } catch (error) {
    const code = codeOf(error);
    return { kind: UNHEARD.has(code) ? 'refused' : 'unknown', error: code };
  }
};

const beginningOf = async (response: Response): Promise<string> => {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > LARGEST_ANSWER) break;
  }
  return text.slice(0, LARGEST_ANSWER);
};

/** What an answer of HTTP says by itself. A server that failed on the way may have passed the message on; one that is too busy has not. */
export const outcomeOf = ({ status, retryAfterMs }: Answer): Outcome => {
  if (status >= 200 && status < 300) return { kind: 'sent' };
  const error = `http ${status}`;
  if (status === 429 || status === 503) return { kind: 'refused', error, ...(retryAfterMs === undefined ? {} : { waitMs: retryAfterMs }) };
  return status >= 500 ? { kind: 'unknown', error } : { kind: 'dead', error };
};

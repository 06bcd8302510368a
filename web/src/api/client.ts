import { routes } from 'virtual:routes';
import type { Problem } from '../../../domain/contract/problem';
import type { Answer, Ask, Fact, Operation } from './contract';

/** An answer that is not the one hoped for. `status` 0: the network did not carry it. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.detail);
  }
  /** What others did since the act was typed, where it rests on what is no more. */
  get since(): readonly Fact[] {
    return this.status === 412 ? ((this.problem as unknown as { since?: readonly Fact[] }).since ?? []) : [];
  }
  /** Decided: sending the same again under the same key would only hear the same. */
  get decided(): boolean {
    return this.status >= 400 && this.status < 500 && this.problem.code !== 'in-flight' && this.status !== 401 && this.status !== 429;
  }
}

const words = {
  zh: {
    away: ['网络不通, 内容仍在本页', '检查网络后再次提交, 不会重复办理'],
    odd: ['服务器的回答无法读取', '稍后再试'],
  },
  en: {
    away: ['The network is away; what you typed is still here', 'Send again when it is back: nothing is done twice'],
    odd: ['The server answered in a way that cannot be read', 'Try again later'],
  },
} as const;

type Asking = () => Promise<boolean>;
const settings: { language: 'zh' | 'en'; reauthenticate?: Asking; stepUp?: Asking; person?: string; carried?: (well: boolean) => void } = {
  language: 'zh',
};
export const speak = (language: 'zh' | 'en'): void => {
  settings.language = language;
};
/** Asked when a session has ended amid work: true once the same person has signed in again. */
export const onSessionEnd = (ask: () => Promise<boolean>): void => {
  settings.reauthenticate = ask;
};
/** Whether the same person has signed in again, where a page learns otherwise than by an act that the session has ended. */
export const sessionAgain = (): Promise<boolean> => settings.reauthenticate?.() ?? Promise.resolve(false);
/** Asked when an act of decision needs the second factor once more: true once it has been given. */
export const onStepUp = (ask: () => Promise<boolean>): void => {
  settings.stepUp = ask;
};
/** For whom this page sends; an act that was typed here is refused when somebody else has signed in in another window. */
export const actFor = (person: string | undefined): void => {
  settings.person = person;
};
/** Told of each request whether the network carried it. */
export const onCarried = (tell: (well: boolean) => void): void => {
  settings.carried = tell;
};
const stepUpAsked = async (response: Response): Promise<boolean> =>
  [401, 403].includes(response.status) &&
  (
    (await response
      .clone()
      .json()
      .catch(() => undefined)) as Problem | undefined
  )?.code === 'step-up-required';

const local = (status: number, which: 'away' | 'odd'): ApiProblem => {
  const [detail, remedy] = words[settings.language][which];
  return new ApiProblem(status, { type: `urn:tuanwu:problem:${which}`, title: detail, status, detail, remedy, instance: '', code: which });
};

export interface Options {
  /** Of an act that may be repeated: the same key, the same effect. */
  readonly key?: string;
  /** A 401 is an answer here, not an interruption. */
  readonly quiet?: boolean;
  readonly form?: FormData;
  /** The answer is a page, not data. */
  readonly text?: true;
  /** What is asked for, where it is neither. */
  readonly accept?: string;
  readonly signal?: AbortSignal;
  /** Carried to its end though the page is left. */
  readonly keepalive?: boolean | undefined;
}

type Plain = Readonly<Record<string, string | number | boolean | undefined>>;

const addressOf = (path: string, params: Plain | undefined, query: Plain | undefined): string => {
  const filled = path.replace(/:([A-Za-z]+)/g, (whole, name: string) => {
    const value = params?.[name];
    return value === undefined ? whole : encodeURIComponent(String(value));
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined && value !== '') search.set(name, String(value));
  const tail = search.toString();
  return tail === '' ? filled : `${filled}?${tail}`;
};

export const newKey = (): string =>
  // Without TLS a browser offers no randomUUID; an intranet without certificates is still served.
  crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Carries a request, asking for the second factor or a new session where one is needed. Throws ApiProblem when the network does not carry it. */
async function request<Op extends Operation>(operation: Op, ask: Ask<Op>, options: Options): Promise<Response> {
  const [method, path, keyed] = routes[operation] ?? ['GET', '/', 0];
  const key = keyed ? (options.key ?? newKey()) : undefined;
  const send = () =>
    fetch(addressOf(path, ask.params as Plain | undefined, ask.query), {
      method,
      credentials: 'same-origin',
      signal: options.signal,
      ...(options.keepalive ? { keepalive: true } : {}),
      headers: {
        accept: options.accept ?? (options.text ? 'text/html' : 'application/json'),
        'accept-language': settings.language === 'en' ? 'en' : 'zh-CN',
        ...(key ? { 'idempotency-key': key } : {}),
        ...(key && settings.person ? { 'tuanwu-person': settings.person } : {}),
        ...(ask.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: options.form ?? (ask.body === undefined ? undefined : JSON.stringify(ask.body)),
    }).then(
      (response) => {
        settings.carried?.(true);
        return response;
      },
      (error: unknown) => {
        if (options.signal?.aborted) throw error;
        settings.carried?.(false);
        throw local(0, 'away');
      },
    );
  const response = await send();
  if (!options.quiet && settings.stepUp && (await stepUpAsked(response))) return (await settings.stepUp()) ? send() : response;
  if (response.status === 401 && !options.quiet && settings.reauthenticate && (await settings.reauthenticate())) return send();
  return response;
}

const refused = (response: Response, problem: Problem | undefined): ApiProblem =>
  problem?.code ? new ApiProblem(response.status, problem) : local(response.status, 'odd');

/** One request of the contract. Throws ApiProblem. */
export async function call<Op extends Operation>(operation: Op, ask: Ask<Op> = {}, options: Options = {}): Promise<Answer<Op>> {
  const response = await request(operation, ask, options);
  if (response.status === 204) return undefined as Answer<Op>;
  // What is no JSON is a file to be kept: its text is the answer.
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? 'json');
  const body: unknown = await (response.ok && !isJson ? response.text() : response.json()).catch(() => undefined);
  if (response.ok && body !== undefined) return body as Answer<Op>;
  throw refused(response, body as Problem | undefined);
}

/** A request whose answer is a file, under the name that the server gives it. Throws ApiProblem. */
export async function downloaded<Op extends Operation>(operation: Op, ask: Ask<Op>): Promise<File> {
  const response = await request(operation, ask, { accept: '*/*' });
  if (response.ok) {
    const content = await response.blob().catch(() => {
      throw local(0, 'away');
    });
    const [, name = ''] = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '') ?? [];
    return new File([content], decodeURIComponent(name), { type: content.type });
  }
  throw refused(response, (await response.json().catch(() => undefined)) as Problem | undefined);
}

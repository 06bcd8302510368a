import type { FastifyInstance } from 'fastify';
import type { Mark } from './portal';

const WORDS: Readonly<Record<Mark, string>> = {
  demo: '演示数据 DEMO: 人员均为虚构',
  rehearsal: '演练 REHEARSAL: 时间为模拟, 不作凭据',
};

/** The portal's page says it by its banner. */
const HAS_BANNER = '<meta name="marks"';

const wordsOf = (marks: readonly Mark[]): string => marks.map((mark) => WORDS[mark]).join('; ');

const onPage = (page: string, words: string): string =>
  page.replace(/<title>/, `<title>${words} `).replace(/<body>\s*/, (body) => `${body}<aside><strong>${words}</strong></aside>\n`);

const onPicture = (picture: string, words: string): string => {
  const end = picture.lastIndexOf('</svg>');
  return `${picture.slice(0, end)}<text x="50%" y="36" text-anchor="middle" font-size="22" fill="#a8071a">${words}</text>\n${picture.slice(end)}`;
};

/** A page, or its beginning, that goes into a file with others. */
export const markedPage = (page: string, marks: readonly Mark[]): string => (marks.length === 0 ? page : onPage(page, wordsOf(marks)));

/** A sheet of plain text, which is read and printed as it is. */
export const markedText = (text: string, marks: readonly Mark[]): string => (marks.length === 0 ? text : `${wordsOf(marks)}\n${text}`);

/** By the beginning of the type. */
const MARKING = [
  ['text/html', onPage],
  ['image/svg+xml', onPicture],
] as const;

/**
 * What leaves a rehearsal or an invented county as a page, a picture or a file says itself what it is: it is printed, saved and sent on, and nobody sees the
 * portal's banner then.
 */
export const markPages = (app: FastifyInstance, marks: () => Promise<readonly Mark[]>): void => {
  app.addHook('onSend', async (_request, reply, payload) => {
    const type = String(reply.getHeader('content-type') ?? '');
    const [, marking] = MARKING.find(([beginning]) => type.startsWith(beginning)) ?? [];
    const named = reply.getHeader('content-disposition');
    if (!marking && typeof named !== 'string') return payload;
    const found = await marks();
    if (found.length === 0) return payload;
    if (typeof named === 'string') reply.header('content-disposition', inName(named, found));
    return marking && typeof payload === 'string' && !payload.includes(HAS_BANNER) ? marking(payload, wordsOf(found)) : payload;
  });
};

/** A file's name, in both of its forms. */
const inName = (disposition: string, marks: readonly Mark[]): string =>
  disposition.replace(/(filename="|filename\*=UTF-8'')/g, (start) => `${start}${marks.map((mark) => mark.toUpperCase()).join('-')}-`);

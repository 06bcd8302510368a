import { noticeTitle, noticeWords } from '../domain/occasions/notice-words';
import type { CurrentNotice } from '../records/public-notices';
import { escaped } from './print/page';

/* One picture for a chat group: everything that the sheet says, laid out here, since a picture does not wrap its lines by itself. */
const WIDTH = 750;
const MARGIN = 56;
const SIZE = 30;
const LEADING = 52;
const SQUARE = 180;

/** In ems: what is not Latin takes a whole one. */
const widthOf = (sign: string): number => ((sign.codePointAt(0) ?? 0) < 0x2e80 ? 0.56 : 1);

/** No line begins with what closes a clause. */
const CLOSING = /[，。、：；！？）》」』”]/;

/** A telephone number, a day or a Latin word; or one sign. */
const PIECES = /[0-9A-Za-z][0-9A-Za-z:-]*|./gsu;

const emsOf = (text: string): number => Array.from(text).reduce((sum, sign) => sum + widthOf(sign), 0);

/** What is kept on one line; what no line holds, as an address, is cut between code points, so that rare characters stay whole. */
const piecesOf = (text: string, most: number): string[] =>
  (text.match(PIECES) ?? []).flatMap((piece) => (emsOf(piece) > most ? Array.from(piece) : [piece]));

/** Lines of at most `most` ems. */
export const wrapped = (text: string, most: number): string[] => {
  const lines: string[] = [];
  let [line, width] = ['', 0];
  for (const piece of piecesOf(text, most)) {
    const next = width + emsOf(piece);
    if (next > most && line !== '' && !CLOSING.test(piece)) {
      lines.push(line);
      [line, width] = [piece, emsOf(piece)];
    } else [line, width] = [line + piece, next];
  }
  return line === '' ? lines : [...lines, line];
};

const INDENT = '\u3000\u3000';

export const noticePicture = (notice: CurrentNotice, address: string, qr: string): string => {
  const { opening, names, period, how, contact, unit, day } = noticeWords(notice, 'code');
  // One em is kept free for a closing sign that hangs over.
  const ems = (WIDTH - 2 * MARGIN) / SIZE - 1;
  const paragraphs = [
    INDENT + opening,
    ...names.map((name) => `${INDENT}${name}`),
    INDENT + period + how,
    ...(contact ? [INDENT + contact] : []),
  ];
  const lines = paragraphs.flatMap((text) => wrapped(text, ems));
  const top = 150;
  const below = top + lines.length * LEADING;
  const height = below + 2 * LEADING + SQUARE + 110;
  const text = (content: string, x: number, y: number, more = '') => `<text x="${x}" y="${y}"${more}>${escaped(content)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" lang="zh-CN" font-family="'Songti SC', SimSun, 'Noto Serif CJK SC', serif" font-size="${SIZE}" fill="#111" xml:space="preserve">
<title>${noticeTitle(notice.names).zh} ${escaped(unit)}</title>
<rect width="${WIDTH}" height="${height}" fill="#fff"/>
${text('公　示', WIDTH / 2, 90, ' font-size="44" font-weight="700" text-anchor="middle"')}
${lines.map((line, index) => text(line, MARGIN, top + index * LEADING)).join('\n')}
${text(unit, WIDTH - MARGIN, below + LEADING * 0.6, ' text-anchor="end"')}
${text(day, WIDTH - MARGIN, below + LEADING * 1.6, ' text-anchor="end"')}
${qr.replace('<svg ', `<svg x="${MARGIN}" y="${below + 2 * LEADING}" width="${SQUARE}" height="${SQUARE}" `)}
${text('扫码提出异议，可以不署名', MARGIN + SQUARE + 24, below + 2 * LEADING + 80, ' font-size="24"')}
${wrapped(address, 24)
  .map((line, index) => text(line, MARGIN + SQUARE + 24, below + 2 * LEADING + 116 + index * 28, ' font-size="20" fill="#575e68"'))
  .join('\n')}
</svg>
`;
};

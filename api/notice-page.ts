import { createHash } from 'node:crypto';
import { noticeTitle, noticeWords } from '../domain/occasions/notice-words';
import type { CurrentNotice } from '../records/public-notices';
import { escaped } from './print/page';

/** In the page itself: it must look the same when somebody has carried it away as one file. */
const STYLE = `
:root { color-scheme: light; }
body { margin: 0; padding: 1.2rem; color: #111; background: #fff; font: 1.05rem/2 "Songti SC", SimSun, "Noto Serif CJK SC", serif; overflow-wrap: anywhere; }
main { max-width: 42rem; margin: 0 auto; }
h1 { text-align: center; font-size: 1.6rem; letter-spacing: 0.3em; margin: 0.5rem 0 1.4rem; }
p { text-indent: 2em; margin: 0 0 0.8rem; }
ul { margin: 0 0 0.8rem; }
.sign { text-align: right; text-indent: 0; margin-top: 2rem; }
.square { display: flex; gap: 1rem; align-items: center; margin-top: 1.5rem; font-size: 0.9rem; line-height: 1.6; }
.square svg { width: 7rem; height: 7rem; flex: none; }
.square p { text-indent: 0; }
@page { size: A4; margin: 25mm 22mm; }
@media print { body { padding: 0; font-size: 14pt; } main { max-width: none; } }
`;

/** Nothing but this one style may act in the page, wherever it is opened. */
export const NOTICE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** One file without a script: to be read on an intranet, saved, sent on, or printed on A4. */
export const noticePage = (notice: CurrentNotice, address: string, qr: string): string => {
  const { opening, names, period, how, contact, unit, day } = noticeWords(notice, 'code');
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${noticeTitle(notice.names).zh} ${escaped(unit)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>公示</h1>
<p>${escaped(opening)}</p>
<ul>
${names.map((name) => `<li>${escaped(name)}</li>`).join('\n')}
</ul>
<p>${escaped(period)}${escaped(how)}</p>
${contact ? `<p>${escaped(contact)}</p>\n` : ''}<p class="sign">${escaped(unit)}<br>${escaped(day)}</p>
<div class="square" role="group" aria-label="提出异议">${qr.replace('<svg ', '<svg role="img" aria-label="提出异议的二维码" ')}<p>扫码提出异议，或打开<br>${escaped(address)}</p></div>
</main>
</body>
</html>
`;
};

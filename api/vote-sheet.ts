import { toSVG } from 'bwip-js';
import type { BoothRow } from '../records/booth/rows';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/** Read aloud and typed in threes of six. */
const grouped = (code: string): string => code.match(/.{1,6}/g)?.join('-') ?? code;

/** The code stands in the fragment, which no browser sends to any server or proxy. */
const slip = (booth: Pick<BoothRow, 'id' | 'form'>, code: string, origin: string): string => {
  const address = `${origin}/vote/${booth.id}#${code}`;
  const square = toSVG({ bcid: 'qrcode', text: address, scale: 2, padding: 2 });
  return `<section class="slip"><h2>${escaped(booth.form.title)}</h2><div class="square">${square}</div><p class="code">${grouped(code)}</p>
<p>扫码投票, 或打开 <span class="address">${escaped(`${origin}/vote/${booth.id}`)}</span> 输入投票码。一码一票, 不记名, 遗失不补。</p>
<p lang="en">Scan to vote, or open the address and type the code. One vote each, no name on it, not replaced.</p></section>`;
};

/**
 * The codes of a booth as slips to print on A4, cut, shuffle and let people draw. No name, no number, no order; the checkpoint of the log stands on the
 * sheet, not on the slips.
 */
export const sheetPage = (
  booth: Pick<BoothRow, 'id' | 'form'>,
  codes: readonly string[],
  origin: string,
  foot: string,
): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>投票码 ${escaped(booth.form.title)}</title>
<link rel="stylesheet" href="/vote/assets/sheet.css">
</head>
<body>
<header><h1>投票码 ${codes.length} 张</h1><p>只显示这一次。打印后裁开、打乱, 由投票人自行抽取; 按签到表登记发出张数, 剩余的当场销毁。</p>
<p lang="en">Shown this once. Print, cut, shuffle, let voters draw; enter the number handed out from the sign-in list; destroy what is left.</p>${foot}</header>
<main>${codes.map((code) => slip(booth, code, origin)).join('\n')}</main>
</body>
</html>
`;

import type { Socket } from 'node:net';

/** Nobody has read which language is asked for: both are said. */
const STATUS: Readonly<Record<string, [status: string, detail: string, remedy: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', '请求超时 · The request took too long', '重新提交 · Send it again'],
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    '网址或请求头过长 · The address or its headers are too long',
    '缩短网址、查询条件或 Cookie 后重试 · Shorten the address, its query or the cookies and try again',
  ],
};
const NO_HTTP: (typeof STATUS)[string] = [
  '400 Bad Request',
  '不是有效的 HTTP 请求 · This is no valid HTTP request',
  '检查请求的格式 · Check the form of the request',
];

/** Bytes that are no HTTP never become a request: the same kind of answer, written by hand. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, detail, remedy] = STATUS[error.code ?? ''] ?? NO_HTTP;
  const body = JSON.stringify({
    type: 'urn:tuanwu:problem:bad-request',
    title: '请求有误 · Bad request',
    status: Number(status.slice(0, 3)),
    detail,
    instance: '/',
    code: 'bad-request',
    remedy,
  });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

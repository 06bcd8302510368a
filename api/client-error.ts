import type { Socket } from 'node:net';

const STATUS: Readonly<Record<string, [status: string, zh: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', '请求超时'],
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', '请求头过大'],
};

/** Bytes that are no HTTP never become a request: the same kind of answer, written by hand. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, detail] = STATUS[error.code ?? ''] ?? ['400 Bad Request', '不是有效的 HTTP 请求'];
  const body = JSON.stringify({
    type: 'urn:tuanwu:problem:bad-request',
    title: '请求有误',
    status: Number(status.slice(0, 3)),
    detail,
    instance: '/',
    code: 'bad-request',
    remedy: '检查请求的格式',
  });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

import { createServer } from 'node:net';
import { Problem } from '../config/problem';

function tryPort(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}

/** A free port on the IPv4 loopback; the preferred one (of the last start) if nobody has taken it. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred !== undefined) {
    const same = await tryPort(preferred, '127.0.0.1').catch(() => undefined);
    if (same !== undefined) return same;
  }
  return tryPort(0, '127.0.0.1');
}

export async function assertPortFree(port: number, host: string): Promise<void> {
  try {
    await tryPort(port, host);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE') {
      throw new Problem(
        `Port ${port} on ${host} is taken by another program. Stop that program, or choose another port: PORT=${port === 65_535 ? 3001 : port + 1} npm start`,
      );
    }
    if (code === 'EACCES') throw new Problem(`Port ${port} may not be used by this user. Choose one above 1023, e.g. PORT=3000.`);
    throw new Problem(`HOST=${host} is not an address of this machine (${code}). Use 127.0.0.1, or 0.0.0.0 to serve other machines.`);
  }
}

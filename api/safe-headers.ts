import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

/**
 * What keeps a page to itself: no inline script or style, no frames, nothing from anywhere else. The same for every answer, so helmet makes it out once;
 * a page of its own kind says its own policy over it.
 */
export const safeHeaders = (tls: boolean): Readonly<Record<string, string>> => {
  const made: Record<string, string> = {};
  const answer = {
    setHeader: (name: string, value: string) => {
      made[name.toLowerCase()] = value;
    },
    removeHeader: () => undefined,
  } as unknown as ServerResponse;
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
      },
    },
    hsts: tls,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: tls,
    originAgentCluster: tls,
  });
  headers({} as IncomingMessage, answer, (error?: unknown) => {
    if (error) throw error;
  });
  return made;
};

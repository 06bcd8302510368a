import { z } from 'zod';
import { Id, text } from './fields';
import { route } from './route';

const tag = 'cases';

export const certificateRoutes = [
  route({
    method: 'GET',
    path: '/api/cases/:id/certificate',
    operationId: 'readCertificate',
    tag,
    summary:
      'The certificate (团员证) of a case with its check code and QR code, to be printed; for the member, the secretary and the officer',
    auth: 'session',
    readsCase: true,
    params: z.object({ id: Id }),
    response: {
      200: z.object({
        number: z.string(),
        on: z.string(),
        name: z.string(),
        unit: z.string(),
        code: z.string().describe('Proves the number at POST /api/public/certificates/check'),
        address: z.string().describe('What the QR code holds: the page that checks it; number and code stand after the #'),
        qr: z.string().describe('The QR code as SVG'),
      }),
    },
  }),
  route({
    method: 'POST',
    path: '/api/public/certificates/check',
    operationId: 'checkCertificate',
    tag,
    summary: 'Whether a certificate’s number and check code belong together and it stands today; nothing else about it',
    auth: 'public',
    perMinute: 10,
    body: z.strictObject({ number: text(40), code: text(40) }).meta({ examples: [{ number: 'T20260001', code: '7Q2M-K0XA-93TD' }] }),
    response: { 200: z.object({ valid: z.boolean() }) },
  }),
] as const;

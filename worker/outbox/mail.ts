import { createTransport } from 'nodemailer';
import type { Channels } from '../../config/channels';
import type { Letter } from '../../domain/messages/texts';
import type { Outcome } from '../../records/outbox/outcome';

const CONNECT_MS = 5_000;
const SOCKET_MS = 10_000;
const PATIENCE_MS = 60_000;

/** The same for the same delivery, however often it is sent: the reader's mailbox shows it once. */
export const messageIdOf = (delivery: string, from: string): string => `<${delivery}@${/@([^>\s]+)/.exec(from)?.[1] ?? 'tuanwu.invalid'}>`;

export interface Mailer {
  send(delivery: string, to: string, letter: Letter): Promise<Outcome>;
  close(): void;
}

/** By SMTP. A letter that may have gone is sent again: its Message-ID is the same. */
export const openMailer = ({ url, from }: NonNullable<Channels['mail']>): Mailer => {
  const transport = createTransport(
    {
      url,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SOCKET_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  );
  return {
    send: async (delivery, to, letter) => {
      let late: NodeJS.Timeout | undefined;
      try {
        await Promise.race([
          transport.sendMail({
            ...letter,
            textEncoding: 'base64',
            to: { name: '', address: to },
            messageId: messageIdOf(delivery, from),
            headers: { 'auto-submitted': 'auto-generated' },
          }),
          new Promise((_, reject) => {
            late = setTimeout(() => reject(new Error('late')), PATIENCE_MS);
          }),
        ]);
        return { kind: 'sent' };
      } catch (error) {
        return outcomeOf(error as { responseCode?: number; code?: string });
      } finally {
        clearTimeout(late);
      }
    },
    close: () => transport.close(),
  };
};

/** A server that refuses the letter for good says 5xx. One that does not know us (EAUTH) is set up wrong: that may be mended. */
const outcomeOf = ({ responseCode, code }: { responseCode?: number; code?: string }): Outcome => {
  const error = responseCode === undefined ? (code ?? 'smtp') : `smtp ${responseCode}`;
  return responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH' ? { kind: 'dead', error } : { kind: 'refused', error };
};

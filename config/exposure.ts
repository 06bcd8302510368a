import type { Config } from './config';

const loopback = /^(127(\.\d{1,3}){3}|::1|localhost)$/;

/**
 * What cannot work, or is unsafe, for the people who would reach this server from other machines. Empty when all is well.
 */
export function describeExposure(config: Config): string[] {
  const warnings: string[] = [];
  const publicIsHttps = config.publicUrl?.startsWith('https://') ?? false;
  const proxied = config.trustProxy !== false;
  if (!loopback.test(config.host) && config.tls === undefined) {
    if (!proxied || !publicIsHttps) {
      warnings.push(
        `HOST=${config.host} serves other machines without TLS: passwords, sessions and files can be read on the way, and browsers there withhold ` +
          'what needs a secure page (camera, clipboard, work without network). Set TLS_CERT and TLS_KEY, or stand behind a TLS proxy with TRUST_PROXY and PUBLIC_URL=https://...',
      );
    }
    if (proxied && publicIsHttps) {
      warnings.push(`HOST=${config.host} speaks plain http to the proxy: make sure that only the proxy can reach this port.`);
    }
  }
  if (config.publicUrl?.startsWith('http://') && !loopback.test(new URL(config.publicUrl).hostname)) {
    warnings.push('PUBLIC_URL is http: links in printed slips lead to pages where passwords can be read on the way. Use https.');
  }
  if (publicIsHttps && config.tls === undefined && !proxied) {
    warnings.push('PUBLIC_URL is https but neither TLS_CERT/TLS_KEY nor TRUST_PROXY is set: nothing here answers https. Set one of them.');
  }
  if (config.trustProxy === true && !loopback.test(config.host)) {
    warnings.push(
      'TRUST_PROXY=true believes X-Forwarded-For from anyone: rate limits and the log can be deceived. Name the proxy addresses instead.',
    );
  }
  const { mail, sms, robot } = config.channels;
  if (mail?.url.startsWith('smtp://') && !loopback.test(new URL(mail.url).hostname) && new URL(mail.url).password !== '')
    warnings.push(
      'SMTP_URL is smtp: the password goes out in the clear if the server does not offer STARTTLS. Use smtps where it is offered.',
    );
  for (const [name, url] of [
    ['SMS_URL', sms?.url],
    ['ROBOT_URL', robot?.url],
  ] as const)
    if (url?.startsWith('http://') && !loopback.test(new URL(url).hostname))
      warnings.push(`${name} is http: what is sent can be read on the way. Use https.`);
  return warnings;
}

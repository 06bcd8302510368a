import { type Api, anApi } from './helper';

describe('service routes', () => {
  let api: Api;
  beforeAll(async () => {
    api = await anApi();
  });
  afterAll(() => api.close());

  it('says that it lives, that it is ready, and what it is', async () => {
    expect((await api.app.inject('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await api.app.inject('/readyz')).json()).toMatchObject({ status: 'ready', postgres: 'ok', temporal: 'not used' });
    expect((await api.app.inject('/version')).json()).toMatchObject({ name: 'tuanwu', mode: 'production', calendar: 'CN-2026/1' });
  });

  it('is not ready when Temporal cannot be reached, and says when to come back', async () => {
    const down = await anApi({ temporalReady: () => Promise.reject(new Error('14 UNAVAILABLE at 10.0.0.1')) });
    const answer = await down.app.inject('/readyz');
    await down.close();
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.body).not.toContain('10.0.0.1');
  });

  it('serves an OpenAPI 3.1 document in which every operation has a name, a summary and its problems', async () => {
    const document = (await api.app.inject('/openapi.json')).json<{
      openapi: string;
      paths: Record<string, Record<string, Record<string, unknown>>>;
    }>();
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(operations.length).toBeGreaterThan(8);
    for (const operation of operations) {
      expect(operation).toMatchObject({ operationId: expect.any(String), summary: expect.any(String), tags: [expect.any(String)] });
      expect((operation.responses as Record<string, { content: unknown }>)['400']?.content).toHaveProperty(['application/problem+json']);
    }
  });

  it('serves its reader from its own origin under a policy without inline code', async () => {
    const page = await api.app.inject('/docs');
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    expect(page.body).not.toMatch(/<script(?![^>]*src=)|<style|style=|https?:/);
    const assets = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(assets).toHaveLength(4);
    for (const path of assets) expect([path, (await api.app.inject(path)).statusCode]).toEqual([path, 200]);
    expect((await api.app.inject('/')).headers.location).toBe('/docs');
  });
});

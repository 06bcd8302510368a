import { firstAdministrator } from '../../api/first-administrator';
import { type Api, anApi } from '../api/helper';

const NAMES = [
  '--organisation',
  '富蕴县团委',
  '--code',
  '654322',
  '--system-administrator',
  '李明:1990-05-04',
  '--administrator',
  '阿依努尔·买买提:1988-03-09',
];

describe('the first administrator of an empty system', () => {
  let api: Api;
  beforeAll(async () => {
    api = await anApi();
  });
  afterAll(() => api?.close());

  const found = async (args = [...NAMES, '--since', '2026-01-01']): Promise<string[]> => {
    const lines: string[] = [];
    await firstAdministrator(api.deps.config, api.deps.config.databaseUrl, args, (line) => lines.push(line));
    return lines;
  };
  // The command reads the machine's clock; so must the slips' reader here.
  const activate = (code: string, login: string) => {
    api.wall.at = Date.now();
    return api.app.inject({ method: 'POST', url: '/api/activation', payload: { code, login, password: 'four words make one' } });
  };
  const codeIn = (line = ''): string => /code (\S+)$/.exec(line)?.[1] ?? '';

  it('says every mistake of its arguments, and how it is called', async () => {
    await expect(found(['--organisation', '富蕴县团委', '--administrator', '王芳'])).rejects.toThrow(
      /--code: .*\n--system-administrator: .*\n--administrator: .*usage:/s,
    );
    await expect(found([...NAMES, '--colour', 'red'])).rejects.toThrow(/--colour.*usage:/s);
    await expect(firstAdministrator(api.deps.config, undefined, NAMES)).rejects.toThrow(/no embedded Postgres/);
  });

  it('founds the topmost organisation and prints two codes, which become two accounts with those roles; lost codes are replaced until then', async () => {
    const lost = await found();
    expect(lost).toHaveLength(3);
    const [system, administrator] = await found();
    expect((await activate(codeIn(lost[0]), 'too.late')).statusCode).toBe(422);
    const answer = await activate(codeIn(system), 'li.ming');
    expect(answer.statusCode).toBe(200);
    const me = await api.as(answer.json<{ token: string }>().token)('GET', '/api/me');
    expect(me.json()).toMatchObject({
      person: { name: '李明' },
      holdings: [{ role: 'system-administrator', organisation: { name: '富蕴县团委' } }],
    });
    expect((await activate(codeIn(administrator), 'ayinuer')).statusCode).toBe(200);
  });

  it('refuses once a system administrator has an account, whatever it is called', async () => {
    await expect(found()).rejects.toThrow(/accounts or organisations here already.*activation slip/s);
    await expect(found([...NAMES.with(3, '654399')])).rejects.toThrow(/already/);
  });
});

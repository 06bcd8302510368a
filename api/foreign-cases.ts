import type { ActRequest, Desk } from '../dispatch/desk';
import { refuse } from '../domain/case/refusal';
import { misplaced } from '../domain/occasions/misplaced';
import { procedureOf } from '../domain/procedures';
import { lawful } from './lawful';
import { Refused } from './problem';

/**
 * Whoever puts cases on an occasion may only name those that he may read: of any other he does not even learn that it exists. A meeting takes those that it
 * could vote on. `at`: where the act's body stands in the request.
 */
export const refuseForeign = async (desk: Desk, who: Parameters<Desk['read']>[0], act: ActRequest, at: string): Promise<void> => {
  const { cases, rows, kind = '' } = act.body as { cases?: unknown; rows?: unknown; kind?: unknown };
  const named = [
    ...(Array.isArray(cases) ? cases.map((id, index) => [id, `${at}/cases/${index}`] as const) : []),
    ...(Array.isArray(rows)
      ? rows.map((row, index) => [(row as { case?: unknown } | null)?.case, `${at}/rows/${index}/case`] as const)
      : []),
  ];
  for (const [id, pointer] of named) {
    if (typeof id !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) continue; // judged by the act's schema
    const found = await lawful(desk.read(who, id)).catch(() => undefined);
    if (!found || procedureOf(found.procedure).subject !== 'case')
      throw new Refused(
        refuse('not-found', '没有这个案, 或不在你的范围内', 'There is no such case within your reach', ['核对名单', 'Check the list'], {
          pointer,
        }),
        { status: 404 },
      );
    const wrong = misplaced(act.kind, String(kind), found.state);
    if (wrong) throw new Refused({ ...wrong, pointer });
  }
};

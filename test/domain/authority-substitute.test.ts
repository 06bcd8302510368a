import { administers, counterpart } from '../../domain/authority/substitute';
import type { Held, Role } from '../../domain/authority/who';

const at = (id: string, path: string) => ({ id, path });
const county = at('county', '/county/');
const town = at('town', '/county/town/');
const branch = at('branch', '/county/town/branch/');
const other = at('other', '/county/other/');
const held = (role: Role, { id, path }: { id: string; path: string }): Held[] => [{ role, orgId: id, path, kind: 'x', acting: false }];

describe('who may act in a role for dates', () => {
  it('is never his own second pair of eyes', () => {
    expect(counterpart('committee-officer', town, held('branch-secretary', branch))).toBeDefined();
    expect(counterpart('branch-secretary', branch, held('committee-approver', town))).toBeDefined();
    expect(counterpart('committee-approver', town, held('committee-officer', county))).toBeDefined();
    expect(counterpart('branch-secretary', branch, held('branch-committee', branch))).toBeUndefined();
    expect(counterpart('committee-approver', town, held('committee-officer', town))).toBeUndefined();
    expect(counterpart('branch-secretary', branch, held('committee-officer', other))).toBeUndefined();
  });

  it('keeps no cases moving there', () => {
    expect(administers(branch, held('administrator', county))).toBe(true);
    expect(administers(branch, held('administrator', other))).toBe(false);
    expect(administers(branch, held('auditor', county))).toBe(false);
  });
});

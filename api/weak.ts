import { refuse } from '../domain/case/refusal';
import { weakness } from '../domain/contract/password';
import { english } from '../domain/english';
import { Refused } from './problem';

export function refuseWeak(password: string, near: readonly string[], pointer: string): void {
  const why = weakness(password, near);
  if (why === undefined) return;
  throw new Refused(
    refuse(
      'weak-password',
      why,
      english(why),
      ['用几个不相关的词连成一句, 15 个字符以上', 'Take a few unrelated words, 15 characters or more'],
      { pointer },
    ),
    { status: 422 },
  );
}

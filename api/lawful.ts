import { Unavailable } from '../dispatch/courier';
import { KEY_REUSED, keyReused, Refused as Unlawful } from '../records/refused';
import { Refused, unavailable } from './problem';

/** Statuses of the kernel's refusals that are not 422: what rests on stale reading, what was done already, who may not. */
const STATUS: Readonly<Record<string, number>> = {
  stale: 412,
  duplicate: 409,
  'in-flight': 409,
  'case-ended': 409,
  'step-closed': 409,
  'id-reused': 409,
  recused: 403,
  'bad-field': 400,
  'bad-command': 400,
};

/** The key of a request was used for another: what is wrong stands in a header. */
export const reused = ({ refusal }: Unlawful = keyReused()): Refused => {
  const { pointer, text: detail, code } = refusal;
  return new Refused(refusal, { errors: [{ in: 'header', pointer: pointer ?? '', detail, code }] });
};

/** A refusal of the kernel or of the ledgers, and a Temporal that does not answer, as the API says them. */
export const lawful = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Unlawful && error.refusal.code === KEY_REUSED) throw reused(error);
    if (error instanceof Unlawful)
      throw new Refused(error.refusal, STATUS[error.refusal.code] ? { status: STATUS[error.refusal.code] } : {});
    if (error instanceof Unavailable)
      throw unavailable(
        '已经登记, 但暂时无法办理; 系统恢复后自动办理一次',
        'Registered, but it cannot be decided right now; it will be done once when the system is back',
        5,
      );
    throw error;
  }
};

import { type Event, who } from './given';

/** Two cases that an occasion is about. */
export const [one, two] = [who('case one'), who('case two')];

/** The cases' answer to the oldest telling. */
export const told = (command: string, results: Record<string, string | true>, on = '2026-04-30'): Event => ({
  event: 'casesTold',
  on,
  body: {
    command,
    results: Object.entries(results).map(([id, answer]) => ({
      case: id,
      ok: answer === true,
      ...(answer === true ? {} : { code: answer }),
    })),
  },
});

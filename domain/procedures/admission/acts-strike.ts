import { z } from 'zod';
import { reasonMissing } from '../../case/common/shared';
import { act } from '../../case/procedure';
import { refuse } from '../../case/refusal';
import { isOpen } from '../../case/state';
import { clauseOf } from '../../law/statute';
import type { AdmissionBook } from './book';

/** While class hours are counted: afterwards the recommendation rests on them, and the case goes back first. */
const COUNTED = ['A4', 'A5', 'A6'];

export const strikeActs = {
  /** Hours that were entered by mistake: they count no more, and stay in the file as struck. What replaces them is recorded like any other. */
  strikeHours: act<AdmissionBook, { hours: string[] }>({
    kind: 'strikeHours',
    fact: 'hoursStruck',
    title: { zh: '更正团课学时 (划去误记的)', en: 'Strike class hours entered by mistake' },
    body: z.strictObject({ hours: z.array(z.string().min(1).max(80)).min(1).max(64) }),
    seats: ['branch-secretary', 'branch-committee', 'contact', 'committee-officer'],
    via: ['person'],
    anywhere: true,
    unordered: true,
    clause: 'admission.cultivation',
    judge: ({ state, body, statute, command }) => {
      const clause = clauseOf(statute, 'admission.leagueClassHoursMin');
      if (!COUNTED.some((step) => isOpen(state, step)))
        return refuse(
          'hours-relied-on',
          '现在的步骤不记学时: 已推荐的案件以这些学时为依据',
          'No hours are counted at this step: a recommendation rests on those there are',
          ['先由团委退回到培养环节 (returnTo: A5), 再更正', 'The committee returns the case to the cultivation first (returnTo: A5)'],
          { pointer: '/kind', clause },
        );
      const known = state.book.hours.map(({ id }) => id);
      const unknown = body.hours.findIndex((id) => !known.includes(id));
      if (unknown >= 0)
        return refuse(
          'unknown-hour',
          '没有这条学时记录, 或已经划去',
          'There is no such row of hours, or it is struck already',
          ['从案件的学时记录中选择编号 (book.hours)', 'Choose an id from the hours of the case (book.hours)'],
          { pointer: `/body/hours/${unknown}`, clause },
        );
      return reasonMissing(command.papers, '划去学时须附书面理由', 'Striking hours needs a written reason');
    },
    apply: ({ book }, { body, on }) => {
      const struck = book.hours.filter(({ id }) => body.hours.includes(id));
      book.hours = book.hours.filter(({ id }) => !body.hours.includes(id));
      book.struckHours = [...(book.struckHours ?? []), ...struck.map((hour) => ({ ...hour, struckOn: on }))];
    },
    undo: {
      take: ({ book }, { body, on }) => {
        const ids = body.hours as string[];
        const mistaken = (book.struckHours ?? []).filter(({ id, struckOn }) => struckOn === on && ids.includes(id));
        for (const { struckOn: _, ...hour } of mistaken) if (!book.hours.some(({ id }) => id === hour.id)) book.hours.push(hour);
        const left = (book.struckHours ?? []).filter((hour) => !mistaken.includes(hour));
        if (left.length > 0) book.struckHours = left;
        else delete book.struckHours;
      },
    },
  }),
};

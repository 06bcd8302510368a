import { dayOf } from '../../domain/calendar/day';
import { refuse } from '../../domain/case/refusal';
import { isOpen } from '../../domain/case/state';
import { scoreRoutes } from '../../domain/contract/scores';
import type { SelectionBook } from '../../domain/procedures/selection/book';
import { recusedExaminer } from '../../domain/procedures/selection/examiners';
import { appendLog } from '../../records/log';
import { interestedExaminers } from '../../records/lookups-competition';
import { findCase } from '../../records/places';
import { scoringOf, sealScores } from '../../records/scores';
import type { ApiDeps } from '../deps';
import { moduleOf } from '../module';
import { namesOf } from '../names';
import { badField, notFound, Refused } from '../problem';

/** Examiners give their points apart from each other and from the case: what is not opened yet is in no fact, no view and no workflow. */
export const scores = ({ database, vault }: ApiDeps) =>
  moduleOf(scoreRoutes, {
    listScoring: async ({ who }) => {
      const found = await scoringOf(database.pool, who.personId);
      const names = await namesOf(
        database.pool,
        found.flatMap(({ qualified }) => qualified),
        found.map(({ unit }) => unit),
      );
      return {
        items: found.map(({ id, title, unit, qualified, given }) => ({
          case: id,
          title,
          unit: names.organisation(unit),
          people: qualified.map((person) => names.person(person)),
          given: [...given],
        })),
      };
    },

    sealScores: async ({ params, body, who, tx, now }) => {
      const found = await findCase(database.pool, params.id);
      const competition = (found?.state.book as SelectionBook | undefined)?.competition;
      // To whoever is no examiner of it there is no such competition.
      if (!found || !competition?.examiners.includes(who.personId)) throw notFound();
      if (found.state.phase !== 'open' || !isOpen(found.state, 'X3') || competition.ranked)
        throw new Refused(
          refuse(
            'out-of-step',
            '现在不是评分的时候 (资格审查把关之后、开封之前评分)',
            'Scores are given after the entries were passed and before they are opened',
            ['等资格审查通过', 'Wait for the entries to be passed'],
            { pointer: '/kind', clause: 'cadre.competition' },
          ),
        );
      const kin = await interestedExaminers(database.pool, vault, [who.personId], found.state, dayOf(now));
      if (kin.length > 0) throw new Refused(recusedExaminer('/kind'));
      const qualified = Object.keys(competition.entries).filter((person) => competition.entries[person]);
      const stranger = body.scores.findIndex(({ person }) => !qualified.includes(person));
      if (stranger >= 0) throw badField(`/scores/${stranger}/person`, '此人没有报名或资格审查不合格', 'This person did not qualify');
      if (body.scores.length !== qualified.length || new Set(body.scores.map(({ person }) => person)).size !== qualified.length)
        throw badField(
          '/scores',
          `须给全部 ${qualified.length} 名合格人员各评一次分`,
          `Give each of the ${qualified.length} who qualified points once`,
        );
      const sheet = {
        case: params.id,
        round: found.state.round,
        part: body.part,
        examiner: who.personId,
        points: Object.fromEntries(body.scores.map(({ person, points }) => [person, points])),
      };
      if (!(await sealScores(tx, vault, sheet, now)))
        throw new Refused(
          refuse(
            'scored-already',
            '已提交过该部分评分, 不能更改',
            'You have given these points already; they are not changed',
            ['确有错误的, 在开封前报纪检人员退回重评', 'If they are wrong, the inspector sends the stage back'],
            { pointer: '/part', clause: 'cadre.competition' },
          ),
        );
      await appendLog(tx, {
        at: now,
        kind: 'scores-sealed',
        personId: who.personId,
        caseId: params.id,
        body: { part: body.part, round: sheet.round },
      });
      return { part: body.part, entries: qualified.length };
    },
  });

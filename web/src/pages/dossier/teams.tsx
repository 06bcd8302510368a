import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/contract';
import { useMe, useRead, useRefresh } from '../../api/queries';
import { useSend } from '../../api/use-send';
import { CardTable } from '../../ui/card-table';
import { CheckField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Loaded } from '../../ui/loading';
import { rolesOf } from '../../ui/nav';
import { Page } from '../../ui/page';
import { Pager } from '../../ui/pager';
import { UnitField } from '../../ui/pick-unit';
import { ProblemBox } from '../../ui/problem';
import { ActivationSlip } from '../admin/activation-slip';
import { TeamReadings } from './team-readings';

type Team = Answer<'listTeams'>['items'][number];

const KEEPERS = ['administrator', 'system-administrator'];

/** 巡察组、督导组: their accounts, and what each has read. */
export function TeamsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const keeps = me.data ? rolesOf(me.data).some((role) => KEEPERS.includes(role)) : false;
  const [ended, setEnded] = useState(false);
  const [after, setAfter] = useState<string>();
  const [shown, setShown] = useState<Team>();
  const found = useRead('listTeams', { query: { after, ended: ended || undefined } });
  return (
    <Page title={t('nav.teams')}>
      <p className="soft">{t('teams.lead')}</p>
      <section className="card" aria-labelledby="teams">
        <h2 id="teams">{t('teams.title')}</h2>
        <CheckField
          pointer="/ended"
          label={t('teams.ended')}
          checked={ended}
          onChange={(on) => {
            setEnded(on);
            setAfter(undefined);
          }}
        />
        <Loaded of={found}>
          {({ items, next }) => (
            <>
              <List items={items} keeps={keeps} onShow={setShown} />
              <Pager after={after} next={next} onTurn={setAfter} />
            </>
          )}
        </Loaded>
      </section>
      {shown && <TeamReadings key={shown.id} team={shown} />}
      {keeps && <OpenTeam />}
    </Page>
  );
}

interface ListProps {
  readonly items: readonly Team[];
  readonly keeps: boolean;
  readonly onShow: (team: Team) => void;
}

function List({ items, keeps, onShow }: ListProps) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, problem } = useSend();
  const end = async ({ id }: Team) => {
    if (await run((step) => step('endTeam', { params: { id } }))) await refresh();
  };
  if (items.length === 0) return <p>{t('teams.none')}</p>;
  return (
    <>
      <ProblemBox problem={problem} />
      <CardTable
        labelledBy="teams"
        items={items}
        keyOf={(one) => one.id}
        columns={[
          { head: t('teams.name'), cell: (one) => one.name },
          { head: t('teams.keeper'), cell: (one) => one.keeper },
          { head: t('teams.letter'), cell: (one) => one.letter },
          { head: t('teams.unit'), cell: (one) => one.organisation.name },
          { head: t('teams.time'), cell: (one) => `${one.since} – ${one.until}` },
          {
            head: t('teams.state'),
            cell: (one) =>
              `${t(`teams.states.${one.state}`)}${one.activated || one.state === 'ended' ? '' : ` (${t('teams.notActivated')})`}`,
          },
          {
            head: t('teams.reads'),
            cell: (one) => (
              <Button aria-label={t('teams.readsOf', { name: one.name, count: one.reads })} onClick={() => onShow(one)}>
                {one.reads}
              </Button>
            ),
          },
          {
            head: t('teams.act'),
            bare: true,
            cell: (one) =>
              keeps && one.state !== 'ended' ? (
                <Button danger aria-label={t('teams.endOf', { name: one.name })} onClick={() => void end(one)}>
                  {t('teams.end')}
                </Button>
              ) : null,
          },
        ]}
      />
    </>
  );
}

function OpenTeam() {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { run, sending, problem } = useSend();
  const [unit, setUnit] = useState<string>();
  const [name, setName] = useState('');
  const [keeper, setKeeper] = useState('');
  const [letter, setLetter] = useState('');
  const [since, setSince] = useState('');
  const [until, setUntil] = useState('');
  const [opened, setOpened] = useState<Team>();
  const send = async () => {
    const body = { organisationId: unit ?? '', name, keeper, letter, until, ...(since === '' ? {} : { since }) };
    const done = await run((step) => step('openTeam', { body }));
    if (!done) return;
    setOpened(done.done);
    await refresh();
  };
  return (
    <section className="card no-print" aria-labelledby="open">
      <h2 id="open">{t('teams.openTitle')}</h2>
      <Form problem={problem} sending={sending} onSend={() => void send()} send={t('teams.send')}>
        <TextField pointer="/name" label={t('teams.name')} hint={t('teams.nameHint')} value={name} onChange={setName} />
        <TextField pointer="/keeper" label={t('teams.keeper')} value={keeper} onChange={setKeeper} />
        <TextField pointer="/letter" label={t('teams.letter')} hint={t('teams.letterHint')} value={letter} onChange={setLetter} />
        <UnitField pointer="/organisationId" label={t('teams.unit')} value={unit} onChange={setUnit} />
        <TextField pointer="/since" label={t('teams.since')} type="date" optional value={since} onChange={setSince} />
        <TextField pointer="/until" label={t('teams.until')} type="date" value={until} onChange={setUntil} />
      </Form>
      {opened && (
        <>
          <p role="status">{t('teams.slipFor')}</p>
          <ActivationSlip person={{ id: opened.person, name: `${opened.name} ${opened.keeper}` }} />
        </>
      )}
    </section>
  );
}

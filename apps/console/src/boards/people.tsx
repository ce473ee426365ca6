import { Button, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePeopleFigures, type PersonFigures, type Scope } from '../api/boards.ts';
import { useNumbers } from '../ui/numbers.ts';
import { Failure, Loading } from '../ui/states.tsx';
import type { Opened } from './figure-list.tsx';

interface Props {
  scope: Scope;
  open: (opened: Opened) => void;
}

/** Who has what, in the order of names: a help to share work out, not a ranking. */
export function People({ scope, open }: Props) {
  const { t } = useTranslation('boards');
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage } = usePeopleFigures(scope);
  const people = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="board-people">
      <Typography.Title level={2} id="board-people" style={{ fontSize: 18 }}>{t('people')}</Typography.Title>
      <Typography.Paragraph type="secondary">{t('peopleHow')}</Typography.Paragraph>
      {isPending && <Loading />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data && <div className="board-wide"><PeopleTable people={people} scope={scope} open={open} /></div>}
      {hasNextPage && <Button onClick={() => void fetchNextPage()} style={{ marginTop: 8 }}>{t('more')}</Button>}
    </section>
  );
}

function PeopleTable({ people, scope, open }: Props & { people: PersonFigures[] }) {
  const { t } = useTranslation('boards');
  const numbers = useNumbers();
  const number = (person: PersonFigures, key: 'open' | 'overdue' | 'done') =>
    person[key] === 0 ? <span className="board-nought">0</span> : <button type="button" className="board-link" onClick={() => open({ figure: `person-${key}`, personId: person.personId, name: person.name, ...scope })} aria-label={t('openPerson', { name: person.name, what: t(`person.${key}`), count: person[key] })}>{numbers.count(person[key])}</button>;
  return (
    <Table<PersonFigures>
      size="small"
      rowKey="personId"
      dataSource={people}
      pagination={false}
      columns={[
        { title: t('person.name'), dataIndex: 'name', rowScope: 'row' },
        { title: t('person.open'), key: 'open', align: 'right', render: (_value, person) => number(person, 'open') },
        { title: t('person.overdue'), key: 'overdue', align: 'right', render: (_value, person) => number(person, 'overdue') },
        { title: t('person.done'), key: 'done', align: 'right', render: (_value, person) => number(person, 'done') },
        { title: t('person.onTime'), key: 'onTime', align: 'right', render: (_value, { onTime, rated }) => (onTime === null ? t('noData') : t('onTimeOf', { share: numbers.share(onTime), count: rated })) },
      ]}
    />
  );
}

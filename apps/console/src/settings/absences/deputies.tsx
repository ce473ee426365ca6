import { Card, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { chainOf, type Chain } from '#domain/absence/cover';
import { useDeputies, useSetDeputy } from '../../api/absences.ts';
import { useNames, usePeople } from '../../api/people.ts';
import { PersonPicker } from '../../ui/person-picker.tsx';
import { Rows } from '../../ui/rows.tsx';
import { Failure, Loading } from '../../ui/states.tsx';

/** Default deputies: who stands in whenever an absence names nobody, with the chain that follows and where it goes in a ring. */
export function Deputies({ whom }: { whom: string[] }) {
  const { t } = useTranslation('absences');
  const deputies = useDeputies();
  const set = useSetDeputy();
  const name = useNames();
  const everybody = usePeople().map(({ id }) => id);
  const byPerson = Object.fromEntries((deputies.data ?? []).flatMap(({ personId, deputyId }) => (deputyId ? [[personId, deputyId]] : [])));
  const rows = [...new Set([...whom, ...Object.keys(byPerson)])];
  if (rows.length === 0) return null;
  return (
    <Card size="small" title={<h2 className="card-title">{t('deputies.title')}</h2>}>
      <Typography.Paragraph type="secondary">{t('deputies.lead')}</Typography.Paragraph>
      {deputies.isPending && <Loading />}
      {(deputies.error ?? set.error) && <Failure error={deputies.error ?? set.error} />}
      {deputies.data && (
        <Rows label={t('deputies.title')} items={rows} keyOf={(id) => id}>
          {(id) => (
            <>
              <div className="main">{name(id)}</div>
              <div className="rest">
                {whom.includes(id) ? <PersonPicker value={byPerson[id] ?? null} among={everybody.filter((other) => other !== id)} onChange={(deputyId) => set.mutate({ id, deputyId })} label={t('deputies.of', { name: name(id) })} /> : name(byPerson[id])}
              </div>
              <div className="acts"><ChainNote chain={byPerson[id] ? chainFor(id, byPerson, everybody) : null} /></div>
            </>
          )}
        </Rows>
      )}
    </Card>
  );
}

/** The chain if everybody in it were away at once. */
const chainFor = (person: string, deputies: Record<string, string>, active: string[]): Chain => {
  const absences = active.map((id) => ({ id, person: id, from: 0, until: 1, deputy: null }));
  return chainOf({ id: person, person, from: 0, until: 1, deputy: null }, 0, { absences, deputies, active });
};

function ChainNote({ chain }: { chain: Chain | null }) {
  const { t } = useTranslation('absences');
  const name = useNames();
  if (!chain) return <Typography.Text type="secondary">{t('deputies.none')}</Typography.Text>;
  const way = chain.people.map((id) => name(id)).join(' → ');
  if (chain.end === 'ring') return <Tag color="gold" title={way}>{t('deputies.ring', { way })}</Tag>;
  return chain.people.length > 1 ? <Typography.Text type="secondary">{t('deputies.chain', { way })}</Typography.Text> : null;
}

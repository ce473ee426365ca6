import { Card, DatePicker, Flex, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useDeliveries, type DeliveryFilter } from '../../api/deliveries.ts';
import { useDebounced } from '../../ui/debounced.ts';
import { Page } from '../../ui/page.tsx';
import { PersonPicker } from '../../ui/person-picker.tsx';
import { MoreRows, Rows } from '../../ui/rows.tsx';
import { Failure, Loading, Nothing } from '../../ui/states.tsx';
import { DeliveryDrawer } from './delivery-drawer.tsx';
import { DeliveryRow } from './delivery-row.tsx';

const STATES = ['pending', 'sending', 'sent', 'dead', 'superseded'] as const;
const FIELDS = ['text', 'personId', 'runId', 'state', 'kind', 'from', 'until'] as const;
type Field = (typeof FIELDS)[number];

/** The filter as the address holds it, so that a board can link to what is unsent and a search can be sent to somebody. */
function filterOf(params: URLSearchParams): DeliveryFilter {
  const given = FIELDS.flatMap((field) => (params.get(field) ? [[field, field === 'from' || field === 'until' ? Number(params.get(field)) : params.get(field)]] : []));
  return Object.fromEntries(given) as DeliveryFilter;
}

/** Every mail that was sent, waits or was given up, with what it said, and sending it once more. */
export function Component() {
  const { t } = useTranslation('deliveries');
  const { deliveryId } = useParams();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const filter = filterOf(params);
  const deliveries = useDeliveries(useDebounced(filter));
  const items = deliveries.data?.pages.flatMap((page) => page.items) ?? [];
  const set = (fields: Partial<Record<Field, string | number | null>>): void => setParams((before) => {
    const next = new URLSearchParams(before);
    for (const [field, value] of Object.entries(fields)) if (value === null || value === '') next.delete(field); else next.set(field, String(value));
    return next;
  }, { replace: true });
  return (
    <Page title={t('title')}>
      <Card size="small">
        <Filters filter={filter} onSet={set} />
        {deliveries.isPending && <Loading />}
        {deliveries.error && <Failure error={deliveries.error} retry={() => void deliveries.refetch()} />}
        {deliveries.data && items.length === 0 && <Nothing>{t('none')}</Nothing>}
        <Rows label={t('title')} items={items} keyOf={({ id }) => id}>{(delivery) => <DeliveryRow delivery={delivery} search={params.toString()} />}</Rows>
        <MoreRows query={deliveries} />
      </Card>
      {deliveryId && <DeliveryDrawer key={deliveryId} id={deliveryId} onClose={() => void navigate({ pathname: '/settings/deliveries', search: params.toString() })} />}
    </Page>
  );
}

function Filters({ filter, onSet }: { filter: DeliveryFilter; onSet: (fields: Partial<Record<Field, string | number | null>>) => void }) {
  const { t } = useTranslation('deliveries');
  const range = filter.from && filter.until ? ([dayjs(filter.from), dayjs(filter.until - 1)] as const) : null;
  return (
    <Flex gap={8} wrap style={{ marginBottom: 8 }}>
      <Input.Search allowClear defaultValue={filter.text ?? ''} placeholder={t('search')} aria-label={t('search')} onChange={(event) => onSet({ text: event.target.value.trim() })} style={{ flex: '1 1 220px' }} maxLength={100} />
      <div style={{ flex: '1 1 170px' }}><PersonPicker value={filter.personId ?? null} onChange={(personId) => onSet({ personId })} label={t('person')} placeholder={t('person')} /></div>
      <Select mode="multiple" allowClear placeholder={t('anyState')} aria-label={t('anyState')} value={filter.state ? filter.state.split(',') : []} onChange={(states: string[]) => onSet({ state: states.join(',') })} options={STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))} style={{ flex: '1 1 170px' }} />
      <DatePicker.RangePicker aria-label={t('when')} value={range as never} onChange={(days) => onSet({ from: days?.[0]?.startOf('day').valueOf() ?? null, until: days?.[1]?.endOf('day').add(1, 'ms').valueOf() ?? null })} style={{ flex: '1 1 220px' }} />
      {filter.runId && <Select value={filter.runId} aria-label={t('run')} allowClear onClear={() => onSet({ runId: null })} options={[{ value: filter.runId, label: t('oneRun') }]} style={{ flex: '0 1 150px' }} />}
    </Flex>
  );
}

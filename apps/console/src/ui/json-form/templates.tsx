import { PlusOutlined } from '@ant-design/icons';
import type { ArrayFieldTitleProps, IconButtonProps, TemplatesType } from '@rjsf/utils';
import { Button, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Variants } from './widgets.tsx';

/** The title of a list of entries, like that of any other field. */
const ListTitle = ({ title, required }: ArrayFieldTitleProps) => (title ? <Typography.Text>{required && <span className="form-needed" aria-hidden>*</span>}{title}</Typography.Text> : null);

/** Adds an entry: a word beside the sign. */
function AddEntry({ onClick, disabled, id }: IconButtonProps) {
  const { t } = useTranslation('form');
  return <Button {...(id ? { id } : {})} icon={<PlusOutlined />} onClick={onClick} disabled={disabled ?? false}>{t('add')}</Button>;
}

/** Parts of the form library that look otherwise here. */
export const templates = { ArrayFieldTitleTemplate: ListTitle, ButtonTemplates: { AddButton: AddEntry }, MultiSchemaFieldTemplate: Variants } as unknown as Partial<TemplatesType>;

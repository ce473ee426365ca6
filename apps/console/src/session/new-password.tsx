import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { PASSWORD_MIN } from '#domain/identity/password';

/** A new password, typed twice. How common or personal it is, the API judges. */
export function NewPassword() {
  const { t } = useTranslation('session');
  return (
    <>
      <Form.Item name="password" label={t('newPassword')} extra={t('passwordHint', { count: PASSWORD_MIN })} rules={[{ required: true }, { min: PASSWORD_MIN, message: t('passwordShort', { count: PASSWORD_MIN }) }]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('again')}
        dependencies={['password']}
        rules={[{ required: true }, ({ getFieldValue }) => ({ validator: (_, value) => (!value || value === getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error(t('differs')))) })]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}

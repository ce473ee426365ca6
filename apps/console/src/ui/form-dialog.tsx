import type { UseMutationResult } from '@tanstack/react-query';
import { Form, Modal, type FormInstance } from 'antd';
import { useEffect, useId, type ReactNode } from 'react';
import type { Problem } from '../api/problem.ts';
import { Failure } from './states.tsx';

interface Props<V extends object, T> {
  title: string;
  /** Word on the button that does it; the title by default. */
  does?: string;
  danger?: boolean;
  /** Whether it may be done yet. */
  ready?: boolean;
  initial?: Partial<V>;
  write: UseMutationResult<T, Problem, V>;
  form?: FormInstance<V>;
  children?: ReactNode;
  onClose: (answer?: T) => void;
  onChange?: (values: V) => void;
}

/** Asks for a few fields and writes them; what the API says of a field stands at that field. */
export function FormDialog<V extends object, T>({ title, does = title, danger = false, ready = true, initial, write, form: given, children, onClose, onChange }: Props<V, T>) {
  const [form] = Form.useForm<V>(given);
  const id = useId();
  const issues = write.error?.issues;
  useEffect(() => {
    if (issues?.length) form.setFields(issues.map(({ path, message }) => ({ name: path.split('.') as never, errors: [message] })));
  }, [issues, form]);
  return (
    <Modal open title={title} okText={does} okButtonProps={{ danger, htmlType: 'submit', form: id, loading: write.isPending, disabled: !ready }} onCancel={() => onClose()} destroyOnHidden>
      <Form<V>
        id={id}
        name={id}
        form={form}
        layout="vertical"
        preserve={false}
        initialValues={initial as object}
        onFinish={(values) => write.mutate(values, { onSuccess: (answer) => onClose(answer) })}
        onValuesChange={(_, values) => onChange?.(values)}
      >
        {children}
      </Form>
      {write.error && <Failure error={write.error} />}
    </Modal>
  );
}

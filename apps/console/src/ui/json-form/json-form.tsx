import Form from '@rjsf/antd';
import type { ErrorSchema, RJSFSchema } from '@rjsf/utils';
import { useMemo, useRef, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Locale } from '#contracts/text';
import type { FieldIssue } from '../../api/problem.ts';
import { localised, looks, type FormSchema } from './localised.ts';
import { validator } from './validator.ts';
import { templates } from './templates.tsx';
import { widgets, type FormFile } from './widgets.tsx';
import './json-form.css';

export type Answers = Record<string, unknown>;
export interface JsonFormHandle {
  /** Answers when they are good; null after showing what is wrong. */
  check: () => Answers | null;
}
interface Props {
  schema: FormSchema;
  answers: Answers;
  onChange?: (answers: Answers) => void;
  /** What the API said is wrong, by the path of the field below `at`. */
  issues?: FieldIssue[];
  at?: string;
  readOnly?: boolean;
  /** Files that answers may name. */
  files?: readonly FormFile[];
  handle?: Ref<JsonFormHandle>;
}

/** A form made of a playbook's JSON Schema, in the reader's language. Its parent owns the answers and the button. */
export function JsonForm({ schema, answers, onChange, issues = [], at = 'answers', readOnly = false, files = [], handle }: Props) {
  const { i18n } = useTranslation('form');
  const locale = i18n.language as Locale;
  const form = useRef<{ validateForm: () => boolean; state: { formData?: Answers } }>(null);
  const [shown, look] = useMemo(() => [localised(schema, locale), looks(schema, locale)], [schema, locale]);
  const attach = (instance: unknown): void => {
    form.current = instance as typeof form.current;
    const own: JsonFormHandle = { check: () => (form.current?.validateForm() ? (form.current.state.formData ?? {}) : null) };
    if (typeof handle === 'function') handle(own);
    else if (handle) handle.current = own;
  };
  return (
    <Form
      ref={attach}
      schema={{ ...shown, title: undefined } as RJSFSchema}
      uiSchema={{ ...look, 'ui:submitButtonOptions': { norender: true } }}
      formData={answers}
      onChange={({ formData }) => onChange?.(formData as Answers)}
      validator={validator}
      widgets={widgets}
      templates={templates}
      formContext={{ files, colon: false, labelAlign: 'left' }}
      extraErrors={errorsOf(issues, at)}
      readonly={readOnly}
      showErrorList={false}
      focusOnFirstError
      noHtml5Validate
      experimental_defaultFormStateBehavior={{ emptyObjectFields: 'skipEmptyDefaults' }}
    />
  );
}

/** The API's paths (`answers.links.0.url`) as the form nests its own. */
function errorsOf(issues: readonly FieldIssue[], at: string): ErrorSchema | undefined {
  const errors: Record<string, unknown> = {};
  for (const { path, message } of issues) {
    const parts = path.split('.').filter((part, index) => index > 0 || part !== at);
    let node = errors;
    for (const part of parts) node = (node[part] ??= {}) as Record<string, unknown>;
    node.__errors = [...((node.__errors as string[] | undefined) ?? []), message];
  }
  return issues.length > 0 ? (errors as ErrorSchema) : undefined;
}

import { localised, looks, type FormSchema } from './localised.ts';

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const schema: FormSchema = {
  type: 'object',
  properties: {
    decision: { type: 'string', title: 'Decision', 'x-title': text('决定', 'Decision'), enum: ['go', 'drop'], 'x-enum': { go: text('通过', 'Go'), drop: text('放弃', 'Drop') } },
    ownerId: { type: 'string', format: 'uuid', 'x-title': text('负责人', 'Owner') },
    links: { type: 'array', 'x-title': text('文件', 'Files'), items: { type: 'object', properties: { url: { type: 'string', format: 'uri', 'x-title': text('网址', 'Address') } } } },
    note: { type: 'string', maxLength: 5000 },
  },
  if: { properties: { decision: { const: 'drop' } } },
  then: { properties: { reason: { type: 'string', 'x-title': text('原因', 'Reason') } } },
};

it('shows a schema in the reader’s language, into lists and conditions', () => {
  const shown = JSON.stringify(localised(schema, 'zh-CN'));
  for (const word of ['决定', '负责人', '文件', '网址', '原因']) expect(shown).toContain(`"title":"${word}"`);
  expect(JSON.stringify(localised(schema, 'en'))).toContain('"title":"Reason"');
});

it('shows choices in words, people by name, addresses and long texts in fields of their own', () => {
  const look = looks(schema, 'zh-CN');
  expect(look.decision).toEqual({ 'ui:enumNames': ['通过', '放弃'], 'ui:widget': 'radio' });
  expect(look.ownerId).toEqual({ 'ui:widget': 'person' });
  expect(look.note).toMatchObject({ 'ui:widget': 'textarea' });
  expect(look.links.items.url).toEqual({ 'ui:options': { inputType: 'url' } });
});

it('shows fields that depend on an answer, by either keyword, as they would look at any time', () => {
  const when: FormSchema = {
    type: 'object',
    properties: { paid: { type: 'boolean' } },
    dependentSchemas: { paid: { properties: { budgetOwner: { type: 'string', format: 'uuid', 'x-title': text('预算负责人', 'Budget owner') } } } },
    allOf: [{ if: { properties: { paid: { const: true } } }, then: { properties: { why: { type: 'string', maxLength: 2000 } } } }],
  };
  const shown = localised(when, 'zh-CN') as FormSchema & { dependencies: { paid: FormSchema } };
  expect(shown.dependencies.paid.properties!.budgetOwner!.title).toBe('预算负责人');
  expect(shown.dependentSchemas).toEqual(shown.dependencies);
  expect(looks(when, 'zh-CN')).toMatchObject({ budgetOwner: { 'ui:widget': 'person' }, why: { 'ui:widget': 'textarea' } });
});

it('takes files as attachments of the task', () => {
  expect(looks({ type: 'object', properties: { files: { type: 'array', items: { type: 'string', format: 'uuid' } } } }, 'en').files).toEqual({ 'ui:widget': 'files' });
});

import { Validator, type OutputUnit, type Schema } from '@cfworker/json-schema';
import { createErrorHandler, toErrorSchema, unwrapErrorHandler, validationDataMerge, type RJSFSchema, type RJSFValidationError, type ValidationData, type ValidatorType } from '@rjsf/utils';
import i18next from 'i18next';

/**
 * Checks answers in the browser by the same JSON Schema 2020-12 as the API. Ajv makes its checks by `new Function`, which our policy forbids;
 * this library interprets the schema. The API's answer is the one that counts.
 */
export const validator: ValidatorType = {
  validateFormData(formData, schema, customValidate, transformErrors, uiSchema): ValidationData<unknown> {
    const found = problems(schema, formData);
    const errors = transformErrors ? transformErrors(found, uiSchema) : found;
    const data = { errors, errorSchema: toErrorSchema(errors) };
    if (!customValidate) return data;
    const own = unwrapErrorHandler(customValidate(formData, createErrorHandler(formData), uiSchema));
    return validationDataMerge(data, own);
  },
  isValid: (schema, formData, rootSchema) => new Validator({ ...schema, $defs: { ...(rootSchema.$defs ?? {}), ...(schema.$defs ?? {}) } } as Schema, '2020-12').validate(formData ?? null).valid,
  rawValidation: (schema, formData) => ({ errors: problems(schema, formData) as never[] }),
};

export default validator;

/** Keywords that only say that something below is wrong. */
const WRAPPERS = ['properties', 'items', 'allOf', 'anyOf', 'oneOf', 'if', 'then', 'else', '$ref', 'additionalProperties', 'prefixItems', 'dependentSchemas'];

function problems(schema: RJSFSchema, formData: unknown): RJSFValidationError[] {
  const { errors } = new Validator(schema as Schema, '2020-12', false).validate(formData ?? null);
  const telling = errors.filter(({ keyword, instanceLocation }) => !WRAPPERS.includes(keyword) || !errors.some((other) => other.instanceLocation.length > instanceLocation.length && !WRAPPERS.includes(other.keyword)));
  return telling.map((error) => asRjsf(error));
}

function asRjsf({ keyword, instanceLocation, error }: OutputUnit): RJSFValidationError {
  const missing = keyword === 'required' ? /"([^"]+)"/.exec(error)?.[1] : undefined;
  const path = instanceLocation.replace(/^#/, '').split('/').slice(1).map((part) => decodeURIComponent(part.replaceAll('~1', '/').replaceAll('~0', '~')));
  const property = [...path, ...(missing ? [missing] : [])].map((part) => `.${part}`).join('');
  const message = i18next.t(`form:problem.${keyword}`, { defaultValue: i18next.t('form:problem.other') });
  return { name: keyword, property, message, stack: `${property} ${message}` };
}

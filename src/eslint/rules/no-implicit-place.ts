import type { Node } from 'estree';
import { defineRule } from '../define-rule.js';
import { withoutTypes } from '../syntax/without-types.js';

const LOCAL_FIELDS = /^get(?:Date|Day|FullYear|Hours|Minutes|Month)$/;
const FORMATS = /^toLocale(?:Date|Time)?String$/;
const OF_DATES_ONLY = /^toLocale(?:Date|Time)String$/;

export const noImplicitPlace = defineRule({
  name: 'no-implicit-place',
  description: 'Dates and numbers are written for a stated time zone and locale',
  messages: {
    field: 'Workflow code is in UTC, wherever its worker is. Write {{ instead }}(), or format it with a time zone that you name.',
    locale: 'Workflow code is in en-US, wherever its worker is. Name the locale that the reader has.',
    zone: 'Workflow code is in UTC, wherever its worker is. Name the timeZone that the reader has.',
  },
  create(context) {
    return {
      CallExpression(node) {
        const { callee, arguments: given } = node;
        if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
        const { name } = callee.property;
        if (LOCAL_FIELDS.test(name) && given.length === 0) {
          context.report({ node, messageId: 'field', data: { instead: name.replace('get', 'getUTC') } });
        } else if (FORMATS.test(name) || isIntl(callee)) checkPlace(node, OF_DATES_ONLY.test(name) || name === 'DateTimeFormat');
      },
      NewExpression(node) {
        const { callee } = node;
        if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && isIntl(callee))
          checkPlace(node, callee.property.name === 'DateTimeFormat');
      },
    };

    function checkPlace(node: Node & { arguments: readonly Node[] }, isOfDates: boolean): void {
      const [locale, options] = node.arguments;
      if (isMissing(locale)) context.report({ node, messageId: 'locale' });
      else if (isOfDates && !mayHaveZone(options)) context.report({ node, messageId: 'zone' });
    }
  },
});

function isIntl(callee: Node & { type: 'MemberExpression' }): boolean {
  return callee.object.type === 'Identifier' && callee.object.name === 'Intl' && /^[A-Z]/.test((callee.property as { name: string }).name);
}

function isMissing(node: Node | undefined): boolean {
  return node === undefined || (node.type === 'Identifier' && node.name === 'undefined');
}

function mayHaveZone(options: Node | undefined): boolean {
  if (options === undefined || isMissing(options)) return false;
  const object = withoutTypes(options);
  if (object.type !== 'ObjectExpression') return true;
  return object.properties.some(
    (property) => property.type !== 'Property' || (property.key.type === 'Identifier' && property.key.name === 'timeZone'),
  );
}

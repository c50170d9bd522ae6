// A lint rule: what every object has by birth (`constructor`, `__proto__`) is found under a name from outside too.
import ts from 'typescript';

const message =
  'A name that is not known beforehand may be "constructor" or "__proto__": use a Map, or ownValue.';

/** Of texts any, not only those that are spelled out in the type. */
function isAnyText(type) {
  return type.isUnion() ? type.types.some(isAnyText) : (type.flags & ts.TypeFlags.String) !== 0;
}

export const noForeignKey = {
  meta: { type: 'problem', schema: [], messages: { foreign: message } },
  create(context) {
    const services = context.sourceCode.parserServices;
    if (!services?.program) return {};
    const isForeign = (node) => isAnyText(services.getTypeAtLocation(node));
    return {
      MemberExpression(node) {
        const { parent } = node;
        const isWritten = parent.type === 'AssignmentExpression' && parent.left === node;
        const isDeleted = parent.type === 'UnaryExpression' && parent.operator === 'delete';
        if (!node.computed || isWritten || isDeleted || !isForeign(node.property)) return;
        context.report({ node, messageId: 'foreign' });
      },
      'BinaryExpression[operator="in"]'(node) {
        if (isForeign(node.left)) context.report({ node, messageId: 'foreign' });
      },
    };
  },
};

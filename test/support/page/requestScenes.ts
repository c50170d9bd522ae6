import type { FormField } from '../../../src/protocol/forms';
import type { Scene } from './scene';
import { streaming, waiting, subagent } from './sceneTurns';
import { fetchRequest, outsideRequest, shellRequest, ticketForm, viewState, writeRequest } from './states';

function wrongDate(field: FormField): FormField {
  return field.name === 'due' && field.type === 'text' ? { ...field, default: '31.11.2026' } : field;
}

/** What the agent asks. */
export const requestScenes: Readonly<Record<string, Scene>> = {
  'permission-shell': {
    state: viewState({ turns: [waiting('shell', 'npm test -- cart')], requests: [shellRequest] }),
  },
  'permission-scopes': {
    state: viewState({ turns: [waiting('shell', 'npm test -- cart')], requests: [shellRequest] }),
    press: 'More ways to allow',
  },
  'permission-past': {
    state: viewState({
      turns: [waiting('shell', 'npm test -- cart')],
      requests: [{ ...shellRequest, id: 'permission-past' }],
    }),
    press: ['More ways to allow', 'Show those 12 requests'],
  },
  'permission-edit': {
    state: viewState({
      turns: [waiting('shell', 'npm test -- cart')],
      requests: [{ ...shellRequest, id: 'permission-edit' }],
    }),
    press: 'Edit command before allowing',
  },
  'permission-write-scopes': {
    state: viewState({
      turns: [waiting('edit', 'src/cart.ts')],
      requests: [{ ...writeRequest, id: 'permission-write-scopes' }],
    }),
    press: 'More ways to allow',
  },
  'permission-write': {
    state: viewState({ turns: [waiting('edit', 'src/cart.ts')], requests: [writeRequest] }),
  },
  'permission-reason': {
    state: viewState({
      turns: [waiting('read', '../billing/config/prices.yaml')],
      requests: [outsideRequest],
    }),
    press: 'Deny with a reason',
  },
  'permission-many': {
    state: viewState({ turns: [subagent], requests: [fetchRequest, shellRequest, writeRequest] }),
  },
  form: { state: viewState({ turns: [waiting('mcp', 'tracker')], requests: [ticketForm] }) },
  'form-wrong': {
    state: viewState({
      turns: [waiting('mcp', 'tracker')],
      requests: [{ ...ticketForm, id: 'wrong', fields: ticketForm.fields.map(wrongDate) }],
    }),
    press: /^Send( Ctrl.Enter)?$/,
  },
  'form-address': {
    state: viewState({
      turns: [waiting('mcp', 'tracker')],
      requests: [
        {
          kind: 'form',
          id: 'address',
          message: 'Sign in to the tracker',
          askedBy: 'tracker',
          fields: [],
          url: 'https://tracker.example.com/sign-in?state=abc',
        },
      ],
    }),
  },
  'session-limit': {
    state: viewState({
      turns: [streaming],
      requests: [
        {
          kind: 'choice',
          id: 'limit',
          about: 'session-limit',
          values: { used: 50, max: 50, add: 50 },
          choices: ['add', 'unset', 'cancel'],
        },
      ],
    }),
  },
  'unsaved-first': {
    state: viewState({
      turns: [streaming],
      draft: 'And then the tests',
      unsaved: ['src/cart.ts', 'src/order.ts'],
      requests: [
        {
          kind: 'choice',
          id: 'save',
          about: 'unsaved',
          values: {},
          files: ['src/cart.ts'],
          choices: ['save', 'leave'],
        },
      ],
    }),
  },
  'auto-mode': {
    state: viewState({
      turns: [streaming],
      requests: [
        {
          kind: 'choice',
          id: 'mode',
          about: 'auto-mode',
          values: { seconds: 90 },
          choices: ['yes', 'yes_always', 'no'],
        },
      ],
    }),
  },
  question: {
    state: viewState({
      turns: [waiting('question', 'how to round')],
      requests: [
        {
          kind: 'question',
          id: 'q1',
          question: 'How should half cents be rounded?',
          choices: ['Half up', 'Half to even', 'Always down'],
          allowsFreeform: true,
        },
      ],
    }),
  },
};

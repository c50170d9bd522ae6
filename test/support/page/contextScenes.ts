import type { Attachment } from '../../../src/protocol/toView';
import type { Scene } from './scene';
import { done } from './sceneTurns';
import {
  answer,
  cartLines,
  commandItems,
  contextItems,
  emptyItems,
  foot,
  orderFile,
  pixel,
  viewState,
} from './states';

const pasted: readonly Attachment[] = [
  {
    id: 'i1',
    kind: 'image',
    label: 'screenshot.png',
    path: '/k/i.png',
    preview: `data:image/png;base64,${pixel}`,
  },
  { id: 'x1', kind: 'text', label: 'Pasted text, 214 lines', path: '/k/x.txt' },
  { id: 'x2', kind: 'problems', label: 'Problems, 2', path: '/k/y.txt' },
  { id: 'x3', kind: 'tool', label: 'web_fetch', path: '' },
];

/** What goes along with a message. */
export const contextScenes: Readonly<Record<string, Scene>> = {
  chips: {
    state: viewState({ turns: [done], attachments: [orderFile, cartLines], draft: 'Make these two agree' }),
  },
  mention: { state: viewState({ turns: [done] }), type: 'Compare with @ca', finds: contextItems },
  'mention-empty': { state: viewState(), type: '@term', finds: emptyItems },
  'mention-none': { state: viewState(), type: '@nobody', finds: [] },
  commands: { state: viewState(), type: '/', finds: commandItems },
  'pictures-unseen': {
    state: viewState({
      turns: [
        {
          ...done,
          items: [answer('It is green.')],
          attachments: [
            { id: 'i2', kind: 'image', label: 'before.png', path: '/k/b.png', omitted: 'no-vision' },
            { id: 'i3', kind: 'image', label: 'huge.png', path: '', omitted: 'too-large' },
            { id: 'i4', kind: 'text', label: 'Pasted text', path: '', omitted: 'unavailable' },
          ],
        },
      ],
      attachments: [orderFile, ...pasted],
      composer: { ...viewState().composer, foot: { ...foot, takesImages: false } },
    }),
  },
  pasted: {
    state: viewState({
      turns: [{ ...done, attachments: [orderFile, ...pasted] }],
      attachments: [orderFile, ...pasted],
      selection: { label: cartLines.label, path: cartLines.path, isHidden: false },
      draft: 'Make these two agree',
    }),
  },
  'selection-hidden': {
    state: viewState({ selection: { label: cartLines.label, path: cartLines.path, isHidden: true } }),
  },
};

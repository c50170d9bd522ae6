import type { ToHost } from '../../protocol/toHost';
import type { OpenSession } from '../session/openSession';

export type QueueWish = Extract<ToHost, { readonly type: `queue/${string}` }>;

/** Wishes about the messages that wait. */
export function carryOutOnQueue(wish: QueueWish, session: OpenSession): Promise<void> | void {
  const { waiting } = session.outbox;
  switch (wish.type) {
    case 'queue/remove':
      return waiting.delete(wish.id);
    case 'queue/restore':
      return waiting.restore();
    case 'queue/forget':
      return waiting.forget();
    case 'queue/edit':
      return waiting.edit(wish.id);
    case 'queue/update':
      return waiting.rewrite(wish.id, wish.text);
    case 'queue/edited':
      waiting.endEdit(wish.id, wish.text);
      return session.sender.sendNext();
    case 'queue/move':
      return waiting.move(wish.id, wish.to);
    case 'queue/duplicate':
      return waiting.duplicate(wish.id);
    case 'queue/sendNow':
      return session.sender.sendNow(wish.id);
    case 'queue/pause':
      return waiting.pause('person');
    case 'queue/resume':
      waiting.resume();
      return session.sender.sendNext();
  }
}

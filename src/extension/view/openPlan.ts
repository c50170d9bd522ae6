import * as z from 'zod';
import type { WishesOptions } from './messageHandlers';

const planReply = z.object({ exists: z.boolean(), path: z.string().nullish() });

type OpenOptions = Pick<WishesOptions, 'surface' | 'ui' | 'code'>;

/** Opens the plan in an editor: the file that the agent keeps it in, else its text. */
export async function openPlan(requestId: string, { surface, ui, code }: OpenOptions): Promise<void> {
  const { current } = surface;
  const request = current?.plans.find(requestId);
  const session = await current?.opened;
  if (!request || !session) return;
  const { exists, path } = planReply.parse(await session.rpc.plan.read({}));
  if (exists && path) await code.openPlace({ path });
  else await ui.openText(request.text, 'markdown');
}

import { consentScenes } from './consentScenes';
import { contextScenes } from './contextScenes';
import { findScenes } from './findScenes';
import { footScenes } from './footScenes';
import { hostileScenes } from './hostileScenes';
import { noticeScenes } from './noticeScenes';
import { planScenes } from './planScenes';
import { queueScenes } from './queueScenes';
import { requestScenes } from './requestScenes';
import type { Scene } from './scene';
import { sandboxScenes } from './sandboxScenes';
import { done, earlier } from './sceneTurns';
import { setupScenes } from './setupScenes';
import { turnScenes } from './turnScenes';

/** Every state that the page can show, by name. */
export const scenes: Readonly<Record<string, Scene>> = {
  ...setupScenes,
  ...turnScenes,
  ...planScenes,
  ...requestScenes,
  ...consentScenes,
  ...hostileScenes,
  ...queueScenes,
  ...contextScenes,
  ...noticeScenes,
  ...footScenes([earlier, done]),
  ...sandboxScenes([earlier, done]),
  ...findScenes,
};

import type { Tokens } from 'marked';
import { useChat } from '../state/context';
import { Icon } from '../ui/controls';
import { t } from '../base/l10n';
import { Anchor } from './anchor';
import { reading, type FileTarget } from '../state/drawn';
import type { PictureState } from '../state/lookups';

/** A picture within the text itself; more would be a burden for the page. */
const ownPicture = /^data:image\/(?:png|jpeg|gif|webp|svg\+xml)[;,]/i;
const longestPicture = 2 * 1024 * 1024;

/** A remote picture is fetched, by the host, only when asked for: fetching it tells its server about the chat. */
export function Picture({ image, isInLink }: { image: Tokens.Image; isInLink: boolean }) {
  const words = reading().decodeEntities(image.text) || t('Picture');
  if (ownPicture.test(image.href) && image.href.length <= longestPicture)
    return <img src={image.href} alt={words} />;
  const target = reading().links.linkTarget(image.href);
  if (target.kind === 'web' && !isInLink) return <RemotePicture href={target.href} words={words} />;
  if (target.kind === 'file') return <FolderPicture target={target} words={words} isInLink={isInLink} />;
  const body = <PictureChip words={words} />;
  return isInLink || target.kind === 'none' ? body : <Anchor target={target}>{body}</Anchor>;
}

function PictureChip({ words }: { readonly words: string }) {
  return (
    <span class="chip off">
      <Icon name="file-media" />
      <span class="cut">{words}</span>
    </span>
  );
}

interface FolderPictureProps {
  readonly target: FileTarget;
  readonly words: string;
  readonly isInLink: boolean;
}

/** A picture of the folder that is open, and the way to its file; any other file is only a way. */
function FolderPicture({ target, words, isInLink }: FolderPictureProps) {
  const state = useChat().lookups.folderPicture(target.path);
  const known = state.value;
  const body =
    typeof known === 'object' ? (
      <img
        src={known.data}
        alt={words}
        loading="lazy"
        decoding="async"
        onError={() => (state.value = 'failed')}
      />
    ) : (
      <PictureChip words={words} />
    );
  return isInLink ? body : <Anchor target={target}>{body}</Anchor>;
}

function RemotePicture({ href, words }: { readonly href: string; readonly words: string }) {
  const { lookups, send } = useChat();
  const state = lookups.picture(href).value;
  if (typeof state === 'object') return <img src={state.data} alt={words} />;
  const isFailed = state === 'failed';
  const show = () => {
    if (isFailed) send({ type: 'link/open', href });
    else lookups.loadPicture(href);
  };
  return (
    <button
      type="button"
      class="chip off"
      title={isFailed ? t('Open it in the browser') : href}
      aria-busy={state === 'loading'}
      onClick={show}
    >
      <Icon name={state === 'loading' ? 'loading' : 'file-media'} spin={state === 'loading'} />
      <span class="cut">{labelOf(state, words, hostOf(href))}</span>
    </button>
  );
}

function labelOf(state: PictureState, words: string, host: string): string {
  return state === 'failed'
    ? t('{0}, picture at {1} that could not be shown', words, host)
    : t('Show {0}, picture at {1}', words, host);
}

function hostOf(href: string): string {
  try {
    return new URL(href).host;
  } catch {
    return href; // not an address, and opening it will say so
  }
}

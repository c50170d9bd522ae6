import type { ComponentChildren } from 'preact';

export function Icon({ name, spin, className }: { name: string; spin?: boolean; className?: string }) {
  return (
    <i
      class={`codicon codicon-${name}${spin ? ' spin' : ''}${className ? ` ${className}` : ''}`}
      aria-hidden="true"
    />
  );
}

interface IconButtonProps {
  readonly icon: string;
  readonly label: string;
  /** Not needed by the button that submits its form. */
  readonly onClick?: () => void;
  readonly className?: string;
  readonly disabled?: boolean;
  readonly type?: 'button' | 'submit';
  /** What the mouse shows, where it says more than the name. */
  readonly title?: string;
  readonly tabIndex?: number;
}

/**
 * A button that shows only an icon; its name is both the tooltip and what screen readers say. It has no state of
 * its own: where there are very many it may be called as a function, which saves a component each.
 */
export function IconButton(props: IconButtonProps) {
  const { icon, label, onClick, className, disabled, type = 'button', title = label, tabIndex } = props;
  return (
    <button
      class={className ? `ib ${className}` : 'ib'}
      type={type}
      title={title}
      aria-label={label}
      tabIndex={tabIndex}
      disabled={disabled}
      onClick={onClick}
    >
      {Icon({ name: icon })}
    </button>
  );
}

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onClick: () => void;
  readonly rank?: 'main' | 'quiet';
  readonly icon?: string;
  readonly disabled?: boolean;
}

export function Button({ children, onClick, rank, icon, disabled }: ButtonProps) {
  return (
    <button class={rank ? `btn ${rank}` : 'btn'} type="button" disabled={disabled} onClick={onClick}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** Lines added and removed, in words for those who do not see the signs' colours. */
export function LineCount({ added, removed }: { added?: number; removed?: number }) {
  if (!added && !removed) return null;
  return (
    <span class="num">
      {added ? <span class="add">+{added}</span> : null}
      {added && removed ? ' ' : null}
      {removed ? <span class="del">−{removed}</span> : null}
    </span>
  );
}

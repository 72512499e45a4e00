// A button for a hall's operator: large, with its key written on it.
import { UnstyledButton } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import classes from './BigButton.module.css';

interface Props {
  readonly icon: Icon;
  readonly label: string;
  readonly onClick: () => void;
  readonly keyName?: string;
  readonly tone?: 'plain' | 'main' | 'warn' | 'bad';
  readonly disabled?: boolean;
  /** Says more than the label to those who listen. */
  readonly title?: string;
}

export function BigButton({
  icon: Sign,
  label,
  onClick,
  keyName,
  tone = 'plain',
  disabled = false,
  title,
}: Props) {
  return (
    <UnstyledButton
      className={classes.button}
      data-tone={tone}
      disabled={disabled}
      onClick={onClick}
      aria-keyshortcuts={keyName}
    >
      <Sign className={classes.icon} stroke={1.7} aria-hidden />
      {title && <span className="visually-hidden">{title}: </span>}
      <span className={classes.label}>{label}</span>
      {keyName && (
        <span className={classes.key} aria-hidden="true">
          {keyName}
        </span>
      )}
    </UnstyledButton>
  );
}

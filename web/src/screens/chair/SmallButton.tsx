// A small button of a row, with its words for those who hover or listen.
import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './RowActions.module.css';

interface Props {
  readonly label: string;
  readonly icon: ReactNode;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

export function SmallButton({ label, icon, disabled = false, onClick }: Props) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="default"
        className={classes.icon ?? ''}
        aria-label={label}
        disabled={disabled}
        onClick={onClick}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

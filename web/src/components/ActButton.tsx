// A button for what takes its time, such as a command to the meeting: it turns until the answer is there.
import { Button, type ButtonProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useUnderWay } from '../lib/useUnderWay';

interface Props extends Omit<ButtonProps, 'loading'> {
  readonly act: () => unknown;
  readonly 'aria-label'?: string;
  readonly 'data-first'?: boolean;
  readonly children: ReactNode;
}

export function ActButton({ act, ...props }: Props) {
  const [busy, begin] = useUnderWay();
  return <Button {...props} loading={busy} onClick={() => void begin(act)} />;
}

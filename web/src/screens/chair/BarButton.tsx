// A button of the own bar: its words give way to its sign when the bar is narrow.
import { Button, type ButtonProps } from '@mantine/core';
import classes from './OwnBar.module.css';

interface Props extends Pick<ButtonProps, 'variant' | 'color' | 'leftSection'> {
  readonly children: string;
  readonly onClick: () => void;
}

export function BarButton({ children, ...rest }: Props) {
  return (
    <Button size="sm" className={classes.button ?? ''} aria-label={children} title={children} {...rest}>
      <span className={classes.text}>{children}</span>
    </Button>
  );
}

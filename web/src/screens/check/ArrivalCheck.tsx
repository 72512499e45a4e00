// The line check before joining: the same five steps, for the hall alone.
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconListCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { STEPS } from '../../api/view/checks';
import { useT } from '../../i18n';
import { stepsOf } from '../../stores/checkSteps';
import { LineCheck } from '../../stores/lineCheck';
import { useSeat } from '../../stores/SeatProvider';
import { CheckWindow } from './CheckWindow';

export function ArrivalCheck() {
  const t = useT();
  const seat = useSeat();
  const [opened, window] = useDisclosure(false);
  const [check] = useState(() => new LineCheck(stepsOf(seat)));
  useEffect(() => () => check.stop(), [check]);
  const open = () => {
    window.open();
    check.ask(STEPS);
  };
  const close = () => {
    check.stop();
    window.close();
  };
  return (
    <>
      <Button
        variant="default"
        size="md"
        fullWidth
        leftSection={<IconListCheck size={20} aria-hidden />}
        onClick={open}
      >
        {t('check.start')}
      </Button>
      <CheckWindow check={check} opened={opened} onClose={close} />
    </>
  );
}

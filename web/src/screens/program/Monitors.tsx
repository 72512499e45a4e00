// What is prepared beside what every hall sees, and the two ways from one to the other.
import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowsExchange, IconBroadcast, IconCut, IconEye } from '@tabler/icons-react';
import { useT } from '../../i18n';
import { useMedia, useMeetingView } from '../../stores/SeatProvider';
import { arrange, stands } from '../parts/program/arrange';
import { ScenePicture } from '../parts/program/ScenePicture';
import { Material, Stage } from '../parts/Stage';
import { useCommand } from '../parts/useCommand';
import { sharingSeat } from '../parts/useLayout';
import classes from './Monitors.module.css';
import type { DraftDesk } from './useDraft';

interface Props {
  readonly desk: DraftDesk;
  readonly onTake: () => void;
  readonly onCut: () => void;
}

export function Monitors({ desk: { draft, lacks, ready }, onTake, onCut }: Props) {
  const t = useT();
  const view = useMeetingView();
  const { program } = view;
  const sharing = useMedia((state) => sharingSeat(view, state.seats));
  const material = { page: view.front.paper !== null, sharing: sharing !== null };
  const standing = stands(view);
  const scene = standing ? ({ layout: 'speaker', sources: [] } as const) : program;
  return (
    <div className={classes.monitors}>
      <section className={classes.monitor} data-kind="preview" aria-label={t('program.preview')}>
        <header className={classes.head}>
          <IconEye size={18} aria-hidden /> {t('program.preview')}
          <span className={classes.scene}>{t(`program.scene.${draft.layout}`)}</span>
        </header>
        <div className={classes.picture}>
          <ScenePicture
            arranged={arrange({ ...draft, mode: 'directed' }, material)}
            third={program.third}
            material={<Material sharing={sharing} />}
            direction="monitor"
          />
          {lacks > 0 && <p className={classes.lacks}>{t('program.lacks', { n: lacks })}</p>}
        </div>
      </section>
      <div className={classes.between}>
        <Button
          size="lg"
          color="red.9"
          className={classes.take ?? ''}
          leftSection={<IconArrowsExchange size={22} aria-hidden />}
          disabled={!ready}
          onClick={onTake}
          aria-keyshortcuts="Enter"
        >
          {t('program.take')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconCut size={18} aria-hidden />}
          disabled={lacks > 0}
          onClick={onCut}
          aria-keyshortcuts="X"
        >
          {t('program.cut')}
        </Button>
        <ModeSwitch />
      </div>
      <section className={classes.monitor} data-kind="air" aria-label={t('program.onAir')}>
        <header className={classes.head}>
          <IconBroadcast size={18} aria-hidden /> {t('program.onAir')}
          <span className={classes.scene}>{t(`program.scene.${program.layout}`)}</span>
        </header>
        <div className={classes.picture}>
          <Stage choice={{ arranged: arrange(scene, material), sharing, standing }} direction="monitor" />
        </div>
      </section>
    </div>
  );
}

function ModeSwitch() {
  const t = useT();
  const { program } = useMeetingView();
  const give = useCommand();
  return (
    <SegmentedControl
      fullWidth
      aria-label={t('program.mode')}
      value={program.mode}
      onChange={(mode) => void give('program.set_mode', { mode })}
      data={[
        { value: 'auto', label: t('program.auto') },
        { value: 'directed', label: t('program.directed') },
      ]}
    />
  );
}

// The row of buttons under the timeline.
import { ActionIcon, Menu, SegmentedControl, Slider, Tooltip, UnstyledButton } from '@mantine/core';
import {
  type Icon,
  IconCheck,
  IconMaximize,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerTrackNextFilled,
  IconPlayerTrackPrevFilled,
  IconRewindBackward10,
  IconRewindForward10,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import type { RecordDetail } from '../../api/archive';
import { useLanguage } from '../../i18n';
import { useObservable } from '../../lib/observable';
import classes from './Controls.module.css';
import { type PlayerEngine, RATES } from './engine';
import type { Act } from './Player';
import { clockText } from './recordTime';
import type { Layout } from './Stage';

interface Props {
  readonly record: RecordDetail;
  readonly engine: PlayerEngine;
  readonly act: Act;
  readonly layout: Layout;
  readonly onLayout: (layout: Layout) => void;
  readonly onFullscreen: () => void;
}

export function Controls({ record, engine, act, layout, onLayout, onFullscreen }: Props) {
  const { t } = useLanguage();
  const state = useObservable(engine);
  return (
    <div className={classes.controls}>
      <Round
        label={t('archive.previous')}
        icon={IconPlayerTrackPrevFilled}
        onClick={() => act({ act: 'previous' })}
      />
      <Round
        label={t('archive.back10')}
        icon={IconRewindBackward10}
        onClick={() => act({ act: 'skip', by_ms: -10_000 })}
      />
      <ActionIcon
        size={56}
        radius="50%"
        onClick={engine.toggle}
        aria-label={t(state.playing ? 'archive.pause' : 'archive.play')}
      >
        {state.playing ? (
          <IconPlayerPauseFilled size={28} aria-hidden />
        ) : (
          <IconPlayerPlayFilled size={28} aria-hidden />
        )}
      </ActionIcon>
      <Round
        label={t('archive.forward10')}
        icon={IconRewindForward10}
        onClick={() => act({ act: 'skip', by_ms: 10_000 })}
      />
      <Round
        label={t('archive.next')}
        icon={IconPlayerTrackNextFilled}
        onClick={() => act({ act: 'next' })}
      />
      <div className={`figures ${classes.time}`}>
        <strong>{clockText(state.position_ms)}</strong> / {clockText(record.duration_ms)}
      </div>
      <div className={classes.right}>
        <Volume engine={engine} />
        <Speed engine={engine} />
        <SegmentedControl
          size="sm"
          aria-label={t('archive.layout')}
          value={layout}
          onChange={(value) => onLayout(value as Layout)}
          data={[
            { value: 'both', label: t('archive.layoutBoth') },
            { value: 'speaker', label: t('archive.layoutSpeaker') },
            { value: 'page', label: t('archive.layoutPage') },
          ]}
        />
        <Round label={t('archive.fullscreen')} icon={IconMaximize} onClick={onFullscreen} />
      </div>
    </div>
  );
}

function Round({ label, icon: Mark, onClick }: { label: string; icon: Icon; onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={44}
        radius="xl"
        className={classes.round ?? ''}
        aria-label={label}
        onClick={onClick}
      >
        <Mark size={24} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function Volume({ engine }: { engine: PlayerEngine }) {
  const { t } = useLanguage();
  const volume = useObservable(engine, (state) => state.volume);
  const muted = useObservable(engine, (state) => state.muted);
  const label = t(muted ? 'archive.unmute' : 'archive.mute');
  return (
    <div className={classes.volume}>
      <Round
        label={label}
        icon={muted ? IconVolumeOff : IconVolume}
        onClick={() => engine.setVolume(volume || 1, !muted)}
      />
      <Slider
        w={90}
        size="sm"
        label={null}
        thumbLabel={t('archive.volume')}
        value={muted ? 0 : Math.round(volume * 100)}
        onChange={(value) => engine.setVolume(value / 100)}
      />
    </div>
  );
}

function Speed({ engine }: { engine: PlayerEngine }) {
  const { t, language } = useLanguage();
  const rate = useObservable(engine, (state) => state.rate);
  const text = (value: number) => `${new Intl.NumberFormat(language).format(value)}×`;
  return (
    <Menu position="top">
      <Menu.Target>
        <UnstyledButton
          className={`figures ${classes.speed}`}
          aria-label={`${text(rate)} ${t('archive.speed')}`}
        >
          {text(rate)}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('archive.speed')}</Menu.Label>
        {RATES.map((value) => (
          <Menu.Item
            key={value}
            rightSection={value === rate ? <IconCheck size={16} aria-label={t('common.selected')} /> : null}
            onClick={() => engine.setRate(value)}
          >
            {text(value)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

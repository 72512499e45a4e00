// Language and appearance, wherever a screen has room for them.
import { ActionIcon, Menu, Tooltip, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconBell, IconBellOff, IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useLanguage } from '../i18n';
import { useObservable } from '../lib/observable';
import { sounds } from '../lib/sounds';
import classes from './Switches.module.css';

export function LanguageSwitch() {
  const { language, setLanguage, t } = useLanguage();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend of its own
    <div className={classes.switch} role="group" aria-label={t('common.language')}>
      {(['vi', 'en'] as const).map((code) => (
        <UnstyledButton
          key={code}
          className={classes.choice}
          aria-pressed={language === code}
          aria-label={`${code.toUpperCase()}: ${t(code === 'vi' ? 'common.languageVi' : 'common.languageEn')}`}
          onClick={() => setLanguage(code)}
        >
          {code.toUpperCase()}
        </UnstyledButton>
      ))}
    </div>
  );
}

export function ThemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { t } = useLanguage();
  const choices = [
    { value: 'light', label: t('common.themeLight'), Icon: IconSun },
    { value: 'dark', label: t('common.themeDark'), Icon: IconMoon },
    { value: 'auto', label: t('common.themeAuto'), Icon: IconDeviceDesktop },
  ] as const;
  const Current = choices.find((choice) => choice.value === colorScheme)?.Icon ?? IconDeviceDesktop;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Tooltip label={t('common.theme')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('common.theme')}
            className={classes.icon}
          >
            <Current size={20} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ value, label, Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={18} />}
            rightSection={
              colorScheme === value ? <IconCheck size={16} aria-label={t('common.selected')} /> : null
            }
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The sounds of the meeting on this machine: bell, warning, call. */
export function SoundSwitch() {
  const { t } = useLanguage();
  const { on } = useObservable(sounds);
  const label = t(on ? 'meeting.sounds.on' : 'meeting.sounds.off');
  const Sign = on ? IconBell : IconBellOff;
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        role="switch"
        aria-checked={on}
        aria-label={t('meeting.sounds.switch')}
        className={`${classes.icon} ${classes.sound}`}
        onClick={sounds.toggle}
      >
        <Sign size={20} />
      </ActionIcon>
    </Tooltip>
  );
}

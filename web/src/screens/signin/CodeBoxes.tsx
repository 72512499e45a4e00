// A short code in big boxes: typing moves on, Backspace moves back, a paste fills them all.
import { type ClipboardEvent, Fragment, type KeyboardEvent, useRef } from 'react';
import { useT } from '../../i18n';
import classes from './CodeBoxes.module.css';
import { erased, typed } from './pairingCode';

interface Props {
  readonly code: readonly string[];
  readonly onChange: (code: string[]) => void;
  readonly invalid: boolean;
  readonly disabled: boolean;
}

export function CodeBoxes({ code, onChange, invalid, disabled }: Props) {
  const t = useT();
  const boxes = useRef<(HTMLInputElement | null)[]>([]);
  const apply = (change: { code: string[]; focus: number }) => {
    onChange(change.code);
    boxes.current[change.focus]?.focus();
  };
  const onKeyDown = (index: number) => (event: KeyboardEvent) => {
    if (event.key === 'Backspace') {
      event.preventDefault();
      apply(erased(code, index));
    } else if (event.key === 'ArrowLeft') boxes.current[index - 1]?.focus();
    else if (event.key === 'ArrowRight') boxes.current[index + 1]?.focus();
  };
  const onPaste = (index: number) => (event: ClipboardEvent) => {
    event.preventDefault();
    const text = event.clipboardData.getData('text');
    apply(typed(code, text.replace(/[^0-9a-z]/gi, '').length >= code.length ? 0 : index, text));
  };
  return (
    <fieldset className={classes.group} aria-label={t('signin.pairGroup')} disabled={disabled}>
      {code.map((character, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a box is its place
        <Fragment key={index}>
          {index > 0 && index === code.length / 2 && <span className={classes.dash} aria-hidden />}
          <input
            ref={(element) => {
              boxes.current[index] = element;
            }}
            className={classes.box}
            aria-label={t('signin.pairBox', { n: index + 1 })}
            aria-invalid={invalid}
            data-filled={character !== ''}
            value={character}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            // biome-ignore lint/a11y/noAutofocus: the code is all there is to do on this page
            autoFocus={index === 0}
            onFocus={(event) => event.currentTarget.select()}
            onKeyDown={onKeyDown(index)}
            onPaste={onPaste(index)}
            onChange={(event) => apply(typed(code, index, event.currentTarget.value.replace(character, '')))}
          />
        </Fragment>
      ))}
    </fieldset>
  );
}

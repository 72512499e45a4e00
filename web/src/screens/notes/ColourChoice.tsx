// The colour of a note, told apart by name and line as well.
import { useId } from 'react';
import { useT } from '../../i18n';
import { NOTE_COLOURS, type NoteColour } from '../../notes/note';
import classes from './Notes.module.css';

interface Props {
  readonly value: NoteColour;
  readonly onChange: (colour: NoteColour) => void;
}

export function ColourChoice({ value, onChange }: Props) {
  const t = useT();
  const name = useId();
  return (
    <fieldset className={classes.colours}>
      <legend>{t('notes.colour')}</legend>
      {NOTE_COLOURS.map((colour) => (
        <label key={colour} className={classes.colour}>
          <input
            className="visually-hidden"
            type="radio"
            name={name}
            value={colour}
            checked={value === colour}
            onChange={() => onChange(colour)}
          />
          <span className={classes.swatch} data-colour={colour} aria-hidden>
            a
          </span>
          {t(`notes.colour.${colour}`)}
        </label>
      ))}
    </fieldset>
  );
}

// @vitest-environment happy-dom
import { Menu } from '@mantine/core';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { Dialog, SideDialog } from '../../src/components/Dialog';
import { draw, focused, press, wait } from '../draw';

const closing = async () => {
  await wait();
  await press('Đóng');
  await wait();
};

function FromButton() {
  const [open, set] = useState(false);
  return (
    <>
      <button type="button" onClick={() => set(true)}>
        Open
      </button>
      {open && <Dialog title="Question" onClose={() => set(false)} />}
    </>
  );
}

function FromMenu() {
  const [open, set] = useState(false);
  return (
    <>
      <Menu>
        <Menu.Target>
          <button type="button">More</button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => set(true)}>Open</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open && <SideDialog title="Question" onClose={() => set(false)} />}
    </>
  );
}

function OneAfterAnother() {
  const [step, set] = useState(0);
  return (
    <>
      <button type="button" onClick={() => set(1)}>
        Open
      </button>
      {step === 1 && (
        <Dialog title="First" onClose={() => set(0)}>
          <button type="button" onClick={() => set(2)}>
            Next
          </button>
        </Dialog>
      )}
      {step === 2 && <Dialog title="Second" onClose={() => set(0)} />}
    </>
  );
}

function FocusMoved() {
  const [open, set] = useState(false);
  return (
    <>
      <button type="button" onClick={() => set(true)}>
        Open
      </button>
      <input aria-label="Field" />
      {open && (
        <Dialog
          title="Question"
          onClose={() => {
            set(false);
            document.querySelector<HTMLElement>('[aria-label="Field"]')?.focus();
          }}
        />
      )}
    </>
  );
}

it('gives the focus back to what opened it', async () => {
  await draw(<FromButton />);
  await press('Open');
  await wait();
  expect(focused()).not.toBe('Open');
  await closing();
  expect(document.querySelector('[role="dialog"]')).toBeNull();
  expect(focused()).toBe('Open');
});

it('gives the focus back to the button of the menu whose entry opened it', async () => {
  await draw(<FromMenu />);
  await press('More');
  await wait();
  await press('Open');
  await closing();
  expect(focused()).toBe('More');
});

it('gives the focus back past a dialog whose place it took', async () => {
  await draw(<OneAfterAnother />);
  await press('Open');
  await wait();
  await press('Next');
  await closing();
  expect(focused()).toBe('Open');
});

it('leaves the focus where somebody put it meanwhile', async () => {
  await draw(<FocusMoved />);
  await press('Open');
  await closing();
  expect(focused()).toBe('Field');
});

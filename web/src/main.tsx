// Starts the client: fonts, styles, then the tree.
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app/fonts';
import './app/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { escapeFromTheTop } from './lib/escape';
import { startWorker } from './papers/held/machine';
import { proveNothingIsLeft } from './papers/marked/world';
import { session } from './stores/session';

const root = document.getElementById('root');
if (!root) throw new Error('no #root in the page');
escapeFromTheTop();
void session.load();
startWorker();
void proveNothingIsLeft();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

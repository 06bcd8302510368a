import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/styles/base.css';
import './ui/styles/frame.css';
import './ui/styles/blocks.css';
import './ui/styles/forms.css';
import './ui/styles/lists.css';
import './ui/styles/selection.css';
import './ui/styles/print.css';
import { App } from './app';
import { startLanguage } from './i18n';

startLanguage();
const root = document.getElementById('portal');
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );

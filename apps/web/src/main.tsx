import { z } from 'zod';
import { createRoot } from 'react-dom/client';
import { Application } from './app/application.js';
import { startTexts } from './i18n/texts.js';
import './theme/page.css';

// The policy of the page lets nothing be compiled at run time, which zod would try.
z.config({ jitless: true });
startTexts();
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place for the application.');
createRoot(root).render(<Application />);

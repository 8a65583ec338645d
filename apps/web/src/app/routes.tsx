import type { RouteObject } from 'react-router';
import { NothingHere, WentWrong } from './errors.js';
import { Shell } from './shell.js';

/**
 * The address of each page. A page is a folder below `pages/`, loaded when it is first opened; its `index.tsx` exports `Component`. Pages share what lies
 * in `parts/`, never each other.
 */
export const routes: RouteObject[] = [
  {
    path: '/sign-in',
    lazy: () => import('../pages/sign-in/index.js'),
    errorElement: <WentWrong />,
    hydrateFallbackElement: <></>,
  },
  {
    element: <Shell />,
    errorElement: <WentWrong />,
    hydrateFallbackElement: <></>,
    children: [
      { index: true, lazy: () => import('../pages/workbench/index.js') },
      { path: '*', element: <NothingHere /> },
    ],
  },
];

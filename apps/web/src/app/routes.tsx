import type { RouteObject } from 'react-router';
import { NothingHere, WentWrong } from './errors.js';
import { AtHome } from './at-home.js';
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
      {
        element: <AtHome />,
        children: [{ index: true, lazy: () => import('../pages/workbench/index.js') }],
      },
      { path: 'todo/:instance?/:item?', lazy: () => import('../pages/todo/index.js') },
      { path: 'to-read/:instance?', lazy: () => import('../pages/to-read/index.js') },
      { path: 'done/:instance?/:item?', lazy: () => import('../pages/done/index.js') },
      { path: 'mine/:instance?', lazy: () => import('../pages/mine/index.js') },
      { path: 'cc/:instance?', lazy: () => import('../pages/cc/index.js') },
      { path: 'drafts/:instance?/:item?', lazy: () => import('../pages/drafts/index.js') },
      { path: 'delegations', lazy: () => import('../pages/delegations/index.js') },
      { path: 'meetings/:instance?/:meeting?', lazy: () => import('../pages/meetings/index.js') },
      { path: 'account', lazy: () => import('../pages/account/index.js') },
      { path: 'start', lazy: () => import('../pages/start/index.js') },
      { path: 'matters/:instance/:item?', lazy: () => import('../pages/matter/index.js') },
      { path: 'processes', lazy: () => import('../pages/processes/index.js') },
      { path: 'registers/:register?', lazy: () => import('../pages/registers/index.js') },
      { path: 'inspection/:view?', lazy: () => import('../pages/inspection/index.js') },
      { path: 'operations/:view?', lazy: () => import('../pages/operations/index.js') },
      { path: 'administration/:kind?', lazy: () => import('../pages/administration/index.js') },
      { path: 'designer', lazy: () => import('../pages/designer/index.js') },
      { path: '*', element: <NothingHere /> },
    ],
  },
];

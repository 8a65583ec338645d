import { EllipsisOutlined, SearchOutlined } from '@ant-design/icons';
import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import english from 'antd/locale/en_US.js';
import chinese from 'antd/locale/zh_CN.js';
import { useState } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { newQueryClient } from '../api/hooks.js';
import { useLanguage } from '../i18n/texts.js';
import { Announcements } from '../parts/announcement/announcements.js';
import { theme } from '../theme/theme.js';
import { routes } from './routes.js';
import { useShellTexts } from './texts.js';

/** The number that the server gave this page: styles that carry it are let through. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

export function Application() {
  const [queries] = useState(newQueryClient);
  const [router] = useState(() => createBrowserRouter(routes));
  const icons = useLibraryIcons();
  const locale = useLanguage() === 'en' ? english : chinese;
  return (
    <QueryClientProvider client={queries}>
      <ConfigProvider {...icons} theme={theme} locale={locale} csp={{ nonce }} button={{ autoInsertSpace: false }}>
        <Announcements>
          <RouterProvider router={router} />
        </Announcements>
      </ConfigProvider>
    </QueryClientProvider>
  );
}

/** What the library draws alone, without a word, and calls in English. */
function useLibraryIcons() {
  const say = useShellTexts();
  return {
    inputSearch: { searchIcon: <SearchOutlined aria-label={say('search')} /> },
    tabs: { more: { icon: <EllipsisOutlined aria-label={say('more')} /> } },
  };
}

import type { Page } from 'playwright-core';
import type { Office } from './product.js';
import type { Sitter } from './browser.js';

/** The numbers of the loopback address are nothing that a passkey could be bound to. */
export const byName = (office: Office, path: string): string =>
  new URL(path, office.url.replace('127.0.0.1', 'localhost')).href;

/** An authenticator in the browser itself, which always finds its person (WebDriver, WebAuthn §11). @returns lets it find them, or nobody, from then on */
export async function withAuthenticator({ page }: Sitter): Promise<(isVerified: boolean) => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  return async (isUserVerified) => {
    await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
  };
}

/** Signs in with the password and adds a passkey to the account. */
export async function addPasskey(office: Office, page: Page, login: string, name: string): Promise<void> {
  await page.goto(byName(office, '/sign-in?to=/account'));
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('口令', { exact: true }).fill(office.passwordOf(login));
  await page.getByRole('button', { name: '登录', exact: true }).click();
  const own = page.getByRole('region', { name: '通行密钥' });
  await own.getByLabel('名称').fill(name);
  await own.getByRole('button', { name: '添加通行密钥' }).click();
  await own.getByText(name).waitFor();
  await own.getByText('尚未使用').waitFor();
}

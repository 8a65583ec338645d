import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config, Host } from '@quanheng/host';
import { handlersModule, mailDomains, reminderChannels, rootFolder, shippedProfiles, usualUnit } from '@quanheng/host';
import { createApp } from './app.js';
import { DirectoryBlobs } from './attachments/directory-blobs.js';
import { DEFAULT_CONFIG, type ApiConfig } from './config.js';
import { createIdentity, DEFAULT_IDENTITY, IdentityModule, type IdentityConfig } from './identity/index.js';

/** The API over a composed host, ready to listen. Handlers are found while it is made. */
export async function createServer(host: Host): Promise<NestFastifyApplication> {
  const { config, storage, surroundings, logger } = host;
  const { queries, workSource, sessions, passkeys, drafts, personal, reminders } = storage;
  const organisation = {
    view: async (unit: string) => host.organisation.view(unit, await queries.organisationVersion(unit)),
  };
  const identity = createIdentity({
    ...{ sessions, passkeys, queries, organisation, surroundings, logger },
    config: identityConfig(config),
  });
  return createApp(
    {
      ...{
        door: host.door,
        queries,
        drafts,
        personal,
        reminders,
        work: workSource,
        bell: host.bell,
        surroundings,
        organisation,
        logger,
      },
      blobs: new DirectoryBlobs(config.attachments ?? join(config.data, 'attachments')),
      authenticator: identity.authenticator,
      definitions: host.runtime.catalogue,
      design: {
        profiles: shippedProfiles(),
        handlers: () =>
          host.handlers.names().map((name) => ({ name, effect: host.handlers.get(name)?.effect ?? null })),
      },
      readiness: host.readiness,
      metrics: host.metrics.registry,
      modules: [IdentityModule.over(identity), handlersModule(host)],
    },
    apiConfig(config),
  );
}

/** Served over TLS when the address that browsers use says so. */
function usesTls({ http }: Config): boolean {
  return http.publicUrl?.startsWith('https://') ?? false;
}

function apiConfig(config: Config): ApiConfig {
  const { http, shutdownSeconds } = config;
  return {
    ...DEFAULT_CONFIG,
    bodyLimits: { ...DEFAULT_CONFIG.bodyLimits, attachment: http.attachmentBytes },
    rateLimits: {
      perPerson: http.requestsPerPerson,
      perAddress: http.requestsPerAddress,
      refusalsPerPerson: http.refusalsPerPerson,
    },
    trustProxy: http.trustProxy,
    tls: usesTls(config),
    metricsToken: http.metricsToken?.reveal() ?? null,
    reminders: { channels: reminderChannels(config), mailDomains: mailDomains(config) },
    endWithin: shutdownSeconds * 1000,
    web: webFolder(),
  };
}

/** Where the build puts the web application; an API that runs from its sources may have none. */
function webFolder(): string | null {
  const folder = join(rootFolder(), 'dist', 'apps', 'web');
  return existsSync(join(folder, 'index.html')) ? folder : null;
}

const MINUTE = 60_000;

function identityConfig(config: Config): IdentityConfig {
  const { signIn, http } = config;
  return {
    ...DEFAULT_IDENTITY,
    unit: usualUnit(config),
    session: { idle: signIn.idleMinutes * MINUTE, absolute: signIn.hours * 60 * MINUTE },
    recent: signIn.recentMinutes * MINUTE,
    origins: http.publicUrl === undefined ? [] : [new URL(http.publicUrl).origin],
    tls: usesTls(config),
    passkeys: passkeyConfig(config),
    oidc: oidcConfig(config),
  };
}

/** Browsers know no passkeys for an address of numbers. */
function passkeyConfig({ signIn, http }: Config): IdentityConfig['passkeys'] {
  const host = http.publicUrl === undefined ? 'localhost' : new URL(http.publicUrl).hostname;
  const domain = signIn.passkeyHost ?? host;
  return isIP(domain.replace(/^\[(.*)\]$/, '$1')) === 0 ? { domain } : null;
}

function oidcConfig({ signIn, http }: Config): IdentityConfig['oidc'] {
  const { oidcIssuer: issuer, oidcClientId: clientId, oidcScope: scope, oidcClientSecret } = signIn;
  if (issuer === undefined || oidcClientSecret === undefined || http.publicUrl === undefined) return null;
  const publicAddress = new URL(http.publicUrl).origin;
  return { issuer, clientId, scope, clientSecret: oidcClientSecret.reveal(), publicAddress };
}

import { Module, type DynamicModule } from '@nestjs/common';
import { AccountsController } from './accounts.controller.js';
import { IDENTITY, type Identity } from './identity.js';
import { OidcController } from './oidc/oidc.controller.js';
import { PasskeysController } from './passkeys/passkeys.controller.js';
import { SessionController } from './session.controller.js';

/** Signing in and out, and the accounts' passwords and tokens, as operations of the API. */
@Module({})
export class IdentityModule {
  static over(identity: Identity): DynamicModule {
    return {
      module: IdentityModule,
      controllers: [SessionController, PasskeysController, OidcController, AccountsController],
      providers: [{ provide: IDENTITY, useValue: identity }],
    };
  }
}

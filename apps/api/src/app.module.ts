import { Module, type DynamicModule } from '@nestjs/common';
import { ExternalWorkers } from '@quanheng/jobs';
import { InstanceJobReader } from '@quanheng/runtime';
import { Visibility } from './access/visibility.js';
import { AttachmentsController } from './attachments/attachments.controller.js';
import { BesideController } from './beside/beside.controller.js';
import type { ApiConfig } from './config.js';
import { DefinitionsController } from './deployments/definitions.controller.js';
import { DeploymentsController } from './deployments/deployments.controller.js';
import { Translations } from './deployments/translations.js';
import { DeskController } from './desk/desk.controller.js';
import { MeetingsController } from './desk/meetings.controller.js';
import { Commands, LIMITS } from './door/commands.js';
import { DraftsController } from './drafts/drafts.controller.js';
import { Drafts } from './drafts/drafts.js';
import { EventsController } from './events/events.controller.js';
import { EvidenceController } from './evidence/evidence.controller.js';
import type { Limits } from './http/rate-limits.js';
import { InstancesController } from './instances/instances.controller.js';
import { OfficeController } from './office/office.controller.js';
import { ExceptionsController } from './exceptions/exceptions.controller.js';
import { InspectionController } from './inspection/inspection.controller.js';
import { HandingController } from './items/handing.controller.js';
import { ItemsController } from './items/items.controller.js';
import { IncidentsController } from './jobs/incidents.controller.js';
import { JobsController } from './jobs/jobs.controller.js';
import { MessagesController } from './messages/messages.controller.js';
import { DelegationsController } from './organisation/delegations.controller.js';
import { OrganisationController } from './organisation/organisation.controller.js';
import { CONFIG, PARTS, type Parts } from './parts.js';
import { PrintedFormController } from './printed-form/printed-form.controller.js';
import { RegistersController } from './registers/registers.controller.js';
import { SheetsController } from './registers/sheets.controller.js';
import { RemindersController } from './reminders/reminders.controller.js';
import { SavedViewsController } from './saved-views/saved-views.controller.js';
import { SystemController } from './system/system.controller.js';

const CONTROLLERS = [
  DeploymentsController,
  DefinitionsController,
  InstancesController,
  PrintedFormController,
  OfficeController,
  ItemsController,
  DeskController,
  MeetingsController,
  HandingController,
  ExceptionsController,
  InspectionController,
  BesideController,
  DraftsController,
  SavedViewsController,
  RemindersController,
  MessagesController,
  JobsController,
  IncidentsController,
  OrganisationController,
  DelegationsController,
  RegistersController,
  SheetsController,
  AttachmentsController,
  EvidenceController,
  EventsController,
  SystemController,
];

/** Everything that the API serves. Nothing is made per request. */
@Module({})
export class AppModule {
  static over(parts: Parts, config: ApiConfig, limits: Limits): DynamicModule {
    const shared = [
      { provide: PARTS, useValue: parts },
      { provide: CONFIG, useValue: config },
      { provide: LIMITS, useValue: limits },
      Commands,
    ];
    return {
      module: AppModule,
      global: true,
      imports: [...parts.modules],
      controllers: CONTROLLERS,
      providers: [
        ...[...shared, Visibility, Translations, Drafts],
        { provide: ExternalWorkers, useValue: externalWorkers(parts) },
      ],
      exports: shared,
    };
  }
}

function externalWorkers({ work: source, queries, definitions, bell, surroundings }: Parts): ExternalWorkers {
  return new ExternalWorkers({ source, reader: new InstanceJobReader(queries, definitions), bell, surroundings });
}
